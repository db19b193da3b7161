"""Words that would do harm if anything read them as more than words."""

HOSTILE = "{{7*7}} {% raw %} <img src=x onerror=alert(1)> </script></iframe> \" ' ` ${x} *a* [b](javascript:x) | c\n\n# d"
