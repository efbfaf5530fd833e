from tests.world import World
def test_smoke(sqlite_world):
    w=sqlite_world; c=w.cast
    b=w.browser("facilitator")
    for p in ["/directory","/cohorts","/cohorts/roles",f"/cohorts/{c.cohort}",f"/cohorts/{c.cohort}/people",f"/cohorts/{c.cohort}/people/{c.accounts['teammate']}",f"/cohorts/{c.cohort}/teams",f"/cohorts/{c.cohort}/teams/{c.team}",f"/cohorts/{c.cohort}/dates",f"/teams/{c.team}/members",f"/teams/{c.team}/terms",f"/teams/{c.team}/functions",f"/teams/{c.team}/authorisers"]:
        with w.counted() as st:
            page=b.get(p)
        print(p,page.status,len(st), page.text[:100] if page.status!=200 else "")
    b=w.browser("convenor")
    for p in [f"/teams/{c.team}/members",f"/teams/{c.team}/terms",f"/teams/{c.team}/functions",f"/teams/{c.team}/authorisers",f"/teams/{c.team}/authorisers/{c.authoriser}"]:
        with w.counted() as st:
            page=b.get(p)
        print(p,page.status,len(st), page.text[:100] if page.status!=200 else "")
