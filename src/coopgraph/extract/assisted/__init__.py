"""Optional readers beside rules and model: a language model behind a server, and GLiNER from a local folder.

Both are heard, not believed. A language model proposes (``llm``, ``server``, ``cache``, ``cost``, ``proposals``);
what it proposes counts only when the text bears it out (``lines``, ``ends``, ``grounding``). GLiNER adds mentions for
the rules (``gliner``). What they need is set in ``settings``.
"""
