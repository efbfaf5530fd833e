"""What hostile hands, broken programs and honest accidents send. Each value has a name that a failing test says."""

from __future__ import annotations

BOUGHT = "CANARYPASTE "

TEXTS: dict[str, bytes | str] = {
    "NUL": "before\x00after",
    "lone surrogate": b"before\xed\xa0\x80after",
    "not UTF-8": b"before\xff\xfe\xc3after",
    "control letters": "a\x01b\x08c\x1bd\x7fe",
    "a script": "<script>alert('CANARYRAN')</script><img src=x onerror=alert('CANARYRAN')>",
    "out of an attribute": "\"'><svg/onload=alert('CANARYRAN')>",
    "out of a textarea": "</textarea><script>alert('CANARYRAN')</script>",
    "template and format words": "CANARY{{7*7}} ${7*7} %s %(name)s %(limit)s {0} {name} 100%",
    "directions overridden": "invoice \u202efdp.exe\u202c \u2066x\u2069",
    "joiners": "ക്\u200d\u0d31 क्\u200dष",
    "a family and a storm": "👩\u200d👩\u200d👧\u200d👦 Z" + "\u0351\u0307\u0332" * 20,
    "nothing visible": "\u200b\u200d\u2060 \u3000",
    "line ends": "one\rtwo\r\nthree\u2028four\u2029five\x0bsix",
    "a spreadsheet's formula": '=HYPERLINK("http://x","y")',
    "a header": "x\r\nSet-Cookie: a=b\r\nBcc: y@example.org",
}
"""One value for every text field of a form at once."""

LONG = "CANARYLONG " + "ठीक है, " * 700
"""Longer than any answer may be."""

NUMBERS: dict[str, str] = {
    "-1": "-1",
    "0": "0",
    "2^31": str(2**31),
    "2^63": str(2**63),
    "5000 digits": "9" * 5000,
    "1e9": "1e9",
    "a superscript": "²",
    "Malayalam digits": "൧൨",
    "Arabic digits": "٣",
    "words": "x'; DROP TABLE cycle; --",
    "NaN": "NaN",
}
ALONE = ("2^31", "2^63", "5000 digits", "a superscript", "words")
"""The numbers that are tried in one field at a time; the others stand in every such field of a form at once."""

DIFFERS = (
    "NUL",
    "lone surrogate",
    "not UTF-8",
    "a family and a storm",
    "2^31",
    "2^63",
    "5000 digits",
    "year 9999",
    "999",
)
"""What SQLite and PostgreSQL treat differently; all else is judged before either is asked, and tried on one."""

DATES: dict[str, str] = {
    "29 February of a common year": "2027-02-29",
    "year 0": "0000-01-01",
    "year 9999": "9999-12-31",
    "month 13": "2026-13-01",
    "Malayalam digits": "൨൦൨൬-൧൨-൦൧",
    "day first": "31/12/2026",
    "huge": "99999999999-01-01",
    "NUL": "2026-12-01\x00",
    "words": "tomorrow",
}

BASES: dict[str, str] = {
    "0": "0",
    "999": "999",
    "x": "x",
    "-1": "-1",
    "superscript": "²",
    "huge": "9" * 40,
    "empty": "",
}

PATHS: tuple[str, ...] = ("%00", "%ED%A0%80", "%ff", "..%2f..%2fetc", "a" * 6000, "%0d%0aX:y", "{{7*7}}", "%25s")
"""In the place of a word of an address."""

PATH_NUMBERS: tuple[str, ...] = ("0", "-1", str(2**31), str(2**63), "9" * 6000, "1e9", "%D9%A3", "%00", "1%00")
"""In the place of a number of an address."""

BODIES: dict[str, tuple[bytes, str]] = {
    "JSON": (b'{"statement": "x", "a": NaN}', "application/json"),
    "deep JSON": (b"[" * 10_000, "application/json"),
    "plain text": (b"statement=x", "text/plain"),
    "no boundary": (b"--b\r\n\r\nx", "multipart/form-data"),
    "cut multipart": (
        b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf',
        "multipart/form-data; boundary=b",
    ),
    "headless multipart": (b"--b\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b"),
    "odd boundary": (b"--\x00\r\n", 'multipart/form-data; boundary="\xff"'),
    "form that is none": (b"\xff\xfe&&&==%zz%", "application/x-www-form-urlencoded"),
    "many fields": (b"&".join(b"f%d=1" % n for n in range(3000)), "application/x-www-form-urlencoded"),
    "a foreign charset": (b"text=caf\xe9", "application/x-www-form-urlencoded; charset=utf-7"),
}

SURPLUS = (
    "account_id", "institute_id", "cycle_id", "team_id", "cohort_id", "membership_id", "member_id", "iteration_id", "round_id",
    "id", "heads", "struck", "struck_reason", "state", "version", "position", "number", "entered_by", "finished_at",
    "convenor", "role", "is_site_admin", "password_hash", "disabled_at", "author_id", "by", "at", "name\x00", "__class__",
)  # fmt: skip
"""Fields that no page sends: another's number in each must change nothing."""
