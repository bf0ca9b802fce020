//! A buffer as PNG, by way of its SVG.

use std::fmt;
use std::sync::{Arc, OnceLock};

use ratatui::buffer::Buffer;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

use super::{PictureStyle, svg};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansMono.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansMono-Bold.ttf");

/// Pixels that a picture may have; 400 by 1000 cells at double size are five times less.
const LARGEST: f32 = 400_000_000.0;

/// Why there is no picture.
#[derive(Debug)]
pub enum PictureError {
    /// More pixels than any viewer takes, or none.
    Size {
        /// Asked for.
        width: f32,
        /// Asked for.
        height: f32,
    },
    /// The drawing could not be read back: a mistake in annals.
    Drawing(usvg::Error),
    /// The pixels could not be written as PNG.
    Encoding(String),
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { width, height } => {
                write!(f, "a picture of {width} by {height} pixels cannot be drawn")
            }
            Self::Drawing(error) => write!(f, "the picture could not be drawn: {error}"),
            Self::Encoding(error) => write!(f, "the picture could not be written as PNG: {error}"),
        }
    }
}

impl std::error::Error for PictureError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Drawing(error) => Some(error),
            _ => None,
        }
    }
}

/// The screen as PNG; at `scale` 1 a cell takes 10 by 20 pixels.
///
/// # Errors
///
/// [`PictureError::Size`] when the picture would have no pixels or too many.
pub fn png(buffer: &Buffer, style: &PictureStyle, scale: f32) -> Result<Vec<u8>, PictureError> {
    let options = Options {
        fontdb: fonts(),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg(buffer, style), &options).map_err(PictureError::Drawing)?;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let fits = width >= 1.0 && height >= 1.0 && width * height <= LARGEST;
    // Both lie between 1 and the limit.
    let pixels = fits
        .then(|| Pixmap::new(width.ceil() as u32, height.ceil() as u32))
        .flatten();
    let mut pixels = pixels.ok_or(PictureError::Size { width, height })?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| PictureError::Encoding(error.to_string()))
}

/// The embedded font and, for scripts that it lacks, the system's: read once.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        fonts.load_system_fonts();
        fonts.set_monospace_family("DejaVu Sans Mono");
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}
