//! `annals render`: a screen as text or as a picture, without a terminal.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use super::args::{Render, RenderFormat};
use super::failure::Failure;
use super::output::Output;
use super::{data, filter, look};
use crate::picture::{self, PictureStyle};
use crate::runtime::{Headless, Settings};

/// Pixels of a picture for each of its units: sharp on screens of high density.
const SCALE: f32 = 2.0;

/// Presses the keys and writes what the screen shows then.
pub(super) fn run(render: &Render) -> Result<ExitCode, Failure> {
    let source = data::Source::any(&render.data)?;
    let engine = Arc::new(source.engine()?);
    // A filter with a mistake is worth a screen in a test, and never in a picture that somebody publishes.
    filter::totals(&engine, &render.filter)?;
    let look = look::of_picture(&render.look);
    let settings = Settings {
        view: render.view,
        filter: render.filter.clone(),
        look,
        ..Settings::default()
    };
    let mut headless = Headless::new(Arc::clone(&engine), render.size, settings);
    headless
        .keys(&render.keys)
        .map_err(|bad| Failure::Cannot(bad.to_string()))?;
    filter::whole(&engine)?;
    let screen = headless.screen();
    let style = PictureStyle::of(look.theme);
    let bytes = match render.format {
        RenderFormat::Text => picture::text(&screen).into_bytes(),
        RenderFormat::Ansi => picture::ansi(&screen, look.depth).into_bytes(),
        RenderFormat::Svg => picture::svg(&screen, &style).into_bytes(),
        RenderFormat::Png => picture::png(&screen, &style, SCALE)
            .map_err(|error| Failure::Cannot(error.to_string()))?,
    };
    // Cells hold clean text only, so these bytes do nothing to a terminal but show it.
    let mut out = Output::bytes(render.output.as_deref())?;
    out.write_all(&bytes)?;
    out.finish()?;
    Ok(source.exit())
}
