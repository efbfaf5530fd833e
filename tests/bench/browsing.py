"""Part ``browser``: what a first and a second visit weigh, and when they are there on a slow line."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, sync_playwright

from tests.bench.site import served
from tests.bench.states import CONVENOR, State, close, cookie_of, tell, token_for
from tests.bench.timing import print_table

CHROMIUM = "/usr/bin/chromium"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
REPEATS = 3
PROXY_LEVEL = 5
PHONE = {"width": 360, "height": 740}
LARGEST_PAINT = """new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.benchLargest = entry.startTime;
}).observe({type: 'largest-contentful-paint', buffered: true})"""
TIMES = "[window.benchLargest || 0, performance.getEntriesByType('navigation')[0].loadEventEnd]"


@dataclass
class Visit:
    """One page as one browser got it."""

    requests: int = 0
    sent: float = 0.0
    html: int = 0
    packed: int = 0
    paint: float = 0.0
    load: float = 0.0
    addresses: list[str] = field(default_factory=list)

    @property
    def behind_proxy(self) -> float:
        """Bytes with the page itself compressed, as a proxy before the site does it."""
        return self.sent - self.html + self.packed


def measure_browser(state: State) -> None:
    """Visit pages signed in, each in a fresh browser and then once more, throttled and on a phone's screen."""
    app = state.app()
    try:
        cookie = cookie_of(app, token_for(app.extensions["pdia_database"], CONVENOR))
    finally:
        close(app)
    tell("browser: first and repeat visits at 400 kbps and 400 ms")
    rows = []
    base = f"/cycles/{state.cycle}"
    with served(state.environment) as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, path in (
            ("sign in", "/sign-in"),
            ("desk", "/"),
            ("problem", f"{base}/problem"),
            ("fishbone", f"{base}/fishbone"),
            ("log", f"{base}/iterations/{state.round}/log"),
        ):
            visits = []
            for _ in range(REPEATS):
                context = chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]  # a plain dict is one
                if name != "sign in":
                    context.add_cookies([{"name": "pdia", "value": cookie, "url": site.address}])
                visits.append((_visit(context, site.address + path), _visit(context, site.address + path)))
                context.close()
            rows.append((name, *_told(visits)))
        chromium.close()
    heads = ["page", "requests", "kB", "kB, page gzipped", "paint s", "load s"]
    heads += ["again: requests", "kB", "kB, page gzipped", "paint s", "load s"]
    print_table(f"Chromium at 400 kbps and 400 ms, 360 px wide, median of {REPEATS}", heads, rows)


def _told(visits: list[tuple[Visit, Visit]]) -> list[str]:
    cells = []
    for which in (0, 1):
        seen = [visit[which] for visit in visits]
        cells += [
            str(_middle([one.requests for one in seen])),
            f"{_middle([one.sent for one in seen]) / 1000:.1f}",
            f"{_middle([one.behind_proxy for one in seen]) / 1000:.1f}",
            f"{_middle([one.paint for one in seen]) / 1000:.2f}",
            f"{_middle([one.load for one in seen]) / 1000:.2f}",
        ]
    return cells


def _middle(values: list[Any]) -> Any:
    return sorted(values)[len(values) // 2]


def _visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    visit = Visit()
    _listen(devtools, visit)
    devtools.send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(LARGEST_PAINT)
    page.goto(address, wait_until="networkidle")
    visit.paint, visit.load = page.evaluate(TIMES)
    source = page.evaluate("fetch(location.href).then(answer => answer.text())").encode()
    visit.html, visit.packed = len(source), len(gzip.compress(source, PROXY_LEVEL))
    page.close()
    return visit


def _listen(devtools: CDPSession, visit: Visit) -> None:
    """Count what crosses the line until the page is there; what comes from the cache weighs nothing."""
    asked: dict[str, str] = {}
    cached: set[str] = set()

    def note(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http") and not visit.load:
            asked[event["requestId"]] = event["request"]["url"]

    def finish(event: dict[str, Any]) -> None:
        if event["requestId"] in asked and event["requestId"] not in cached and not visit.load:
            visit.requests += 1
            visit.sent += event["encodedDataLength"]
            visit.addresses.append(asked[event["requestId"]])

    devtools.on("Network.requestWillBeSent", note)

    def arrive(event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            cached.add(event["requestId"])

    devtools.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
    devtools.on("Network.responseReceived", arrive)
    devtools.on("Network.loadingFinished", finish)
    devtools.send("Network.enable")
