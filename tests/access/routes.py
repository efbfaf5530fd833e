"""Who may use each address: what the views declare, said a second time, so that a slip shows."""

from __future__ import annotations

_BY_RIGHT: dict[str, str] = {
    "public": """
        accounts.do_sign_in accounts.forgotten accounts.language accounts.new_password accounts.send_code
        accounts.set_new_password accounts.sign_in accounts.sign_out
        health
        insights.desk
    """,
    "account:own": """
        accounts.change_password accounts.drop accounts.end_device accounts.held accounts.save accounts.show
        accounts.stay
        notices.choices notices.copy notices.index notices.save_choices notices.seen
        insights.mentoring
        mentoring.cover mentoring.end mentoring.give
        phrases.index
    """,
    "institute:run": """
        cohorts.ask_end cohorts.end cohorts.give cohorts.index cohorts.open_new cohorts.roles
        directory.add directory.begin directory.edit directory.save directory.show directory.use
        phrases.add phrases.begin phrases.edit phrases.save phrases.strike phrases.unstrike
    """,
    "cohort:run": """
        cohorts.edit cohorts.save
        enrolment.add_person enrolment.code enrolment.do_transfer enrolment.enrol_known enrolment.people
        enrolment.person enrolment.save_addresses enrolment.show enrolment.slip
        forming.act_as forming.add forming.add_mentor forming.end_member forming.end_mentor forming.form_new
        forming.link forming.member forming.mentor forming.team forming.teams
    """,
    "team:read": """
        insights.team
        teams.authorisers teams.functions teams.terms
    """,
    "team:edit": """
        insights.open_cycle
        teams.add teams.authoriser teams.do_save_functions teams.edit teams.met teams.save_terms teams.strike
        teams.unstrike
    """,
    "team:convene": """
        teams.code teams.convenor teams.members teams.slip
    """,
    "team:mentor": """
        insights.catch_up insights.reading
        mentoring.seen
    """,
    "mentor-notes:keep": """
        mentoring.add mentoring.edit mentoring.notes mentoring.save mentoring.strike mentoring.unstrike
    """,
    "cycle:brief": """
        insights.brief
        threads.begin_from_brief
    """,
    "cycle:read": """
        cycles.field_history cycles.history
        entry_points.edit entry_points.marked entry_points.room.show entry_points.show
        files.download
        fishbone.show fishbone.show_cause fishbone.show_proposals fishbone.show_vote
        ideas.edit ideas.show
        insights.changes_since insights.cycle
        iterations.log iterations.minutes iterations.show iterations.show_round
        live.changes
        plan.show plan.show_action plan.show_line
        problem.show problem.show_evidence
        outreach.contact outreach.contacts outreach.thanks
        reflection.show
        reports.copy_plan reports.copy_round reports.document reports.portfolio reports.portfolio_page
        translating.edit translating.show
    """,
    "cycle:talk": """
        threads.ask threads.begin threads.index threads.new
        outreach.add outreach.ask outreach.new outreach.save outreach.strike outreach.take_back outreach.unstrike
        outreach.end_turn outreach.speak outreach.turn
        translating.add translating.fits translating.new translating.save translating.strike translating.unstrike
    """,
    "thread:talk": """
        threads.close threads.edit threads.reopen threads.reply threads.show threads.show_comment
    """,
    "cycle:edit": """
        threads.accept threads.decline threads.put_aside
        cycles.do_pause cycles.do_restore cycles.hint_aside cycles.hints_back cycles.pause cycles.ready
        cycles.resume cycles.save_fit cycles.save_title cycles.title
        entry_points.add entry_points.new entry_points.offices.add entry_points.offices.edit
        entry_points.offices.save entry_points.offices.show entry_points.offices.strike
        entry_points.offices.unstrike entry_points.room.agree entry_points.room.choose_voice
        entry_points.room.do_look entry_points.room.give entry_points.room.look entry_points.room.rate
        entry_points.room.voice entry_points.save entry_points.strike entry_points.unstrike
        files.add files.do_add files.strike
        fishbone.add fishbone.begin fishbone.edit_cause fishbone.move fishbone.save_proposals fishbone.save_vote
        fishbone.step fishbone.strike fishbone.unstrike
        ideas.add ideas.keep ideas.save ideas.strike ideas.unstrike
        iterations.begin iterations.begin_note iterations.check_in iterations.close iterations.reopen
        iterations.room iterations.save_in_room iterations.save_note iterations.save_round iterations.save_voice
        outreach.give outreach.take_thanks
        plan.add plan.add_later plan.add_means plan.edit_action plan.edit_line plan.set_state plan.strike
        plan.strike_one plan.unstrike plan.unstrike_one
        problem.add problem.edit_evidence problem.measure problem.save problem.strike problem.unstrike
        reflection.do_go_on reflection.go_on reflection.save
    """,
    "cycle:convene": """
        cycles.finish cycles.finishing
        entry_points.room.ask_reveal entry_points.room.do_reveal
        fishbone.confirm_open fishbone.open_answers
        iterations.ask_to_open iterations.open_them
    """,
}

ROUTES = {endpoint: right for right, endpoints in _BY_RIGHT.items() for endpoint in endpoints.split()}
