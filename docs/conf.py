"""How the documentation is built: Sphinx, MyST, Furo; warnings are errors."""

from diaopei import __version__

project = "Diaopei"
author = "the Diaopei developers"
copyright = "the Diaopei developers"
release = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "pictures/README.md"]
html_theme = "furo"
html_title = "Diaopei 調配"
html_show_sphinx = False
