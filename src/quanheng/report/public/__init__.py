"""Pages for the public: every figure with a link to its place in the document, no script needed, no server."""
