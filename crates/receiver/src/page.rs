//! Plain pages for people who came by a native form POST. No script, no style, nothing to load.

use axum::{
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};

/// A page of one heading and one paragraph.
pub(crate) fn page(lang: &str, heading: &str, text: &str) -> Response {
    let (lang, heading, text) = (escape(lang), escape(heading), escape(text));
    let mut response = Html(format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"auto\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{heading}</title>\n\
         <main>\n<h1>{heading}</h1>\n<p>{text}</p>\n</main>\n"
    ))
    .into_response();
    response.headers_mut().insert(header::CONTENT_LANGUAGE, language(&lang));
    response
}

fn language(lang: &str) -> HeaderValue {
    HeaderValue::from_str(lang).unwrap_or(HeaderValue::from_static("en"))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_text() {
        assert_eq!(escape("<b a=\"1\" b='2'>&</b>"), "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;&lt;/b&gt;");
    }
}
