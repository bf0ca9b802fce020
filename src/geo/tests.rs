use proptest::prelude::*;

use super::*;

fn at(lat: f64, lon: f64) -> Position {
    Position { lat, lon }
}

fn grid(middle: Position, step: f64) -> Grid {
    Grid {
        camera: Camera::new(middle, step),
        columns: 80,
        rows: 20,
    }
}

#[test]
fn the_table_in_the_binary_is_whole_and_small() {
    let table = outlines();
    assert!(include_bytes!("../../assets/outlines.bin").len() < 600_000);
    assert_eq!(table.layers().len(), TOLERANCES.len());
    for layer in table.layers() {
        assert!(layer.lines().any(|(line, _)| line.kind == LineKind::Coast));
        assert!(layer.lines().any(|(line, _)| line.kind == LineKind::Border));
        for (_, points) in layer.lines() {
            assert!(points.len() > 1);
            assert!(
                points
                    .iter()
                    .all(|[x, y]| x.abs() <= 45_000 && y.abs() <= 22_500)
            );
        }
    }
    let fine = &table.layers()[0];
    assert!(fine.lines().any(|(line, _)| line.kind == LineKind::Region));
    assert!(
        fine.lines()
            .any(|(line, _)| line.kind == LineKind::Disputed)
    );
    let syria = table.names().iter().find(|(name, _)| name == "Syria");
    let &[x, y] = &syria.expect("Syria has a name").1;
    assert!((8_900..10_600).contains(&x) && (8_075..9_350).contains(&y));
}

#[test]
fn the_middle_is_in_the_middle_and_directions_are_equally_long() {
    let grid = grid(at(36.0, 37.0), 0.01);
    assert_eq!(grid.cell(at(36.0, 37.0)), Some((40, 10)));
    let (x, y) = grid.dot(at(36.0, 37.0));
    let (_, north) = grid.dot(at(36.1, 37.0));
    let (east, _) = grid.dot(at(36.0, 37.0 + 0.1 / 36_f64.to_radians().cos()));
    assert!(((y - north) - (east - x)).abs() < 1e-6);
}

#[test]
fn the_date_line_is_no_border() {
    let grid = grid(at(0.0, 179.9), 0.1);
    let (west, east) = (grid.cell(at(0.0, 178.0)), grid.cell(at(0.0, -178.0)));
    assert!(west.expect("inside").0 < 40 && east.expect("inside").0 > 40);
    assert!(grid.position((79, 10)).lon < -170.0);
}

#[test]
fn what_is_no_number_is_nowhere() {
    let grid = grid(at(f64::NAN, f64::INFINITY), f64::NAN);
    assert_eq!(grid.cell(at(f64::NAN, 0.0)), None);
    assert_eq!(grid.cell(at(0.0, f64::NAN)), None);
}

#[test]
fn broken_tables_are_told_from_whole_ones() {
    let layer = vec![(LineKind::Border, vec![[1, 2], [-3, 400_000]])];
    let bytes = encode(
        &[layer.clone(), Vec::new(), layer],
        &[("سوريا".into(), [5, -6])],
    );
    assert!(decode(&bytes).is_some());
    for length in 0..bytes.len() {
        assert_eq!(decode(&bytes[..length]), None, "{length}");
    }
    let mut more = bytes;
    more.push(0);
    assert_eq!(decode(&more), None);
}

fn lines() -> impl Strategy<Value = Vec<Drawn>> {
    let kind = prop::sample::select(vec![LineKind::Region, LineKind::Coast, LineKind::Disputed]);
    prop::collection::vec((kind, prop::collection::vec(any::<[i32; 2]>(), 0..9)), 0..5)
}

proptest! {
    #[test]
    fn lines_come_back_as_they_were_put(a in lines(), b in lines(), name in ".{0,5}") {
        let layers = [a, Vec::new(), b];
        let table = decode(&encode(&layers, &[(name.clone(), [7, -7])])).expect("a table");
        for (put, got) in layers.iter().zip(table.layers()) {
            let got: Vec<_> = got.lines().map(|(line, points)| (line.kind, points.to_vec())).collect();
            prop_assert_eq!(put, &got);
        }
        prop_assert_eq!(table.names(), &[(name, [7, -7])]);
    }

    #[test]
    fn no_bytes_break_the_reader(mut bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
        bytes.splice(0..0, b"annals outlines 1\n".iter().copied());
        let _ = decode(&bytes);
    }

    #[test]
    fn a_cell_is_inside_and_its_middle_is_in_it(
        (lat, lon, step) in (-90.0..=90.0, -400.0..400.0, 1e-5..20.0),
        (columns, rows) in (0_u16..300, 0_u16..100),
        (east, north) in (-180.0..=180.0, -90.0..=90.0),
    ) {
        let grid = Grid { camera: Camera::new(at(lat, lon), step), columns, rows };
        if let Some((column, row)) = grid.cell(at(north, east)) {
            prop_assert!(column < columns && row < rows);
            let middle = grid.position((column, row));
            // Wider than the globe, or beyond a pole, a cell shows nothing.
            if grid.reach().0 <= 180.0 && middle.lat.abs() < 90.0 {
                prop_assert_eq!(grid.cell(middle), Some((column, row)));
            }
        }
    }

    #[test]
    fn a_rectangle_is_seen_whole(
        (west, width) in (-180.0..180.0, 0.0..300.0),
        (south, height) in (-75.0_f64..70.0, 0.0_f64..60.0_f64),
        (columns, rows) in (4_u16..200, 4_u16..60),
    ) {
        let north = f64::min(south + height, 78.0);
        let bounds = Bounds { west, south, east: west + width, north };
        let grid = Grid { camera: Camera::over(&bounds, columns, rows), columns, rows };
        if grid.camera.step() < 12.0 {
            for (lat, lon) in [(south, west), (north, west + width), (south, west + width)] {
                let lon = (lon + 180.0).rem_euclid(360.0) - 180.0;
                prop_assert!(grid.cell(at(lat, lon)).is_some(), "{:?}", grid);
            }
        }
    }
}
