//! Pure geometry: numbers in, scenes of marks out, drawn as SVG by the page, by print and by tests.
