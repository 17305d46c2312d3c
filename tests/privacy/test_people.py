"""What tells who somebody is, in whatever way it is written, and what only looks like it."""

from __future__ import annotations

import pytest

from nicbook.privacy.people import telling_parts

SHOWS = {
    "mail-address": """
        Write to jane.doe@school.org
        Jane.Doe+news@mail.school.k12.ca.us
        josé@escuela.mx
        jane.doe (at) school.org
        jane.doe [at] school [dot] org
        jane.doe at school dot org
        jane.doe＠school.org
        jane&#64;school.org
        jane&commat;school.org
        jane\\@school.org
        **jane**@school.org
        [write](mailto:jane%40school.org)
        https://example.org/?mail=jane@school.org
        """,
    "phone-number": """
        (555) 123-4567
        (555)123-4567
        555-123-4567
        555.123.4567
        555 123 4567
        +1 555 123 4567
        +15551234567
        1-555-123-4567
        1 (555) 123-4567
        555–123–4567
        555\N{NON-BREAKING HYPHEN}123\N{NON-BREAKING HYPHEN}4567
        555 - 123 - 4567
        555/123-4567
        555-123-**4567**
        555-123-4567 ext. 12
        Call Mary,555-123-4567
        At home/555-123-4567
        ph.555-123-4567
        phone: 5551234567
        tel. 555-1234
        +44 20 7946 0958
        +44 (0)20 7946 0958
        +442079460958
        +49 30 123456
        +33 1 23 45 67 89
        +52 1 55 1234 5678
        0044 20 7946 0958
        """,
    "birth-date": """
        born on March 3, 2009
        born March 3rd, 2009
        born 3 March 2009
        born 03/03/2009
        DOB: 2009-03-03
        DOB 3-3-2009
        D.O.B. 3/3/2009
        date of birth 3.3.2009
        birthdate: March 3
        whose birthday is on the 3rd of March
        """,
    "student-number": """
        student ID 204918
        Student id: 204918
        Student ID No. 204918
        student ID numbers 20491 and 20492
        student #204918
        the student with ID 204918
        pupil's number: A204918
        OSIS 204918233
        OSIS number 204-918-233
        SSN 123-45-6789
        123-45-6789
        state id 9981234567
        """,
    "secret": """
        ghp_abcdefghijklmnopqrstuvwxyz0123456789
        github_pat_abcdefghijklmnopqrstuv
        AKIAABCDEFGHIJKLMNOP
        AIzaSyA1234567890abcdefghijklmnopqrstuv
        glpat-abcdefghij1234567890
        xoxb-1234567890-abc
        eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc
        password: hunter22
        The password is hunter22
        pwd=hunter22!
        aws_secret_access_key = wJalrXUtnFEMIK7MDENG
        client_secret: abc123def456
        api key: 123abc456def
        https://user:hunter22@example.org/
        -----BEGIN RSA PRIVATE KEY-----
        -----BEGIN OPENSSH PRIVATE KEY-----
        """,
    "small-group-in-text": """
        2 of 3 students
        2 of the 3 students
        2 out of our 3 students
        Two of Three students
        two out of three ninth graders
        two-of-three students
        2-of-3-students
        **2 of 3** students
        _2 of 3_ students
        2  of 3 students
        2\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}3\N{NO-BREAK SPACE}students
        ４ of ６ students
        2 of 3 (67 percent) students
        zero of six students
        none of the 6 students
        All of the 6 students
        All six students passed.
        half of the 8 students
        67 percent of the 3 students
        67% of 3 students
        It rose by 40 percent (n = 5).
        N=4 students
        2 of 3 low-income ninth-grade students
        2 of 3 African American male students
        three of the five English learners
        3 of 5 ELs
        3 of 5 9th graders
        3 of 5 3rd graders
        three of five first graders
        3 of 5 sophomores
        4 of 7 learners
        2 of 3 counselors
        2 of 3 families
        2 of 3 young people
        3 students out of 5 came.
        We asked again. Of 3 students, 2 improved.
        """,
    "names-a-person": """
        Ms. Okafor
        Mr Okafor
        Mrs. O'Neill
        Ms. Núñez
        Ms. Álvarez
        Ms. K.
        Ms.\N{NO-BREAK SPACE}Lee
        MS. OKAFOR
        Mr. and Mrs. Lee
        student Jane D. came
        pupil José D. came
        student JaNelle D. came
        students Jane D. and Bob E. came
        a student named Jane
        Jane D., a ninth grader
        Jane D. (grade 9)
        Jane D, grade 9
        Mary-Ann D. is in 9th grade
        a 9th-grader, Jane D., came
        In grade 9: Jane D.
        """,
}

ONLY_LOOKS_LIKE_IT = """
    From 2011-2012 to 2012-13 the district grew.
    2015 2016 2017 2018
    from 2015 to 2018: 120 130 1400
    https://doi.org/10.1111/1467-8535.00123
    doi 10.3102/0013189X14565042
    https://example.org/a/555-123-4567/page
    https://social.example/@user@host.social
    https://example.org/sk-learners-and-their-teachers-in-schools
    Write to @handle there.
    ISBN 978-1-61250-791-0
    ISBN 9781612507910
    ISBN 978 161 2507 910
    ISBN 0-470-19060-9
    ISSN 0161-956X
    ERIC ED611837, NCES 2011-603
    a rise of +10 to +20 points, +1000000 dollars, +0.1234567 sd
    1,131 students of 3,000 students
    555 students took part
    at 12:30, from 8:15 to 9:45
    a score of 3 of 5 in reading
    grade 9 of 12
    9 of 10 schools took part
    2 of 3 primary drivers
    10 of 12 students
    1 in 3 students
    1 of every 5 students
    two out of every three students
    two thirds of students
    2/3 of students
    teams of 3 students, 1 teacher
    groups of 4 students
    2 of 3 schools whose students come late
    4 of 6 sites and students
    3 of 5 student check-ins
    2 of 3 teacher surveys
    4 of 6 staff meetings
    3 of 4 family nights
    one of three ways teachers can help
    one of the two routines teachers chose
    one of six lessons students liked
    one of the four ways students earn credit
    one of three senior seminars
    2 of 4 surveys of teachers
    2 of the 3 weeks students were away
    one of the two reasons families gave
    12 students out of 5 schools
    n = 7 schools
    The network was born in May 2019.
    The routine was born of a meeting on May 3.
    It was born in 12 decisions.
    A birthday card in December
    Student number, 2011: 1131
    Student numbers 2011 to 2013
    Student ID cards
    Password: contact the hub
    password: students choose their own
    Dr. King Elementary
    Martin Luther King Jr. High School
    MS Excel
    Student Data Check-in
    Student Learning Objectives for grade 9
    Algebra I. Grade 9 students
    Title I. Schools with grade 9
    Appendix B. Grade 9 results
    Table A. Grade 9
    School A. Grade 9
    Group B, grade 9
    """


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def codes(text: str, minimum: int = 10) -> set[str]:
    return {code for code, _, _ in telling_parts(text, minimum)}


@pytest.mark.parametrize(("code", "text"), [(code, line) for code, text in SHOWS.items() for line in lines(text)])
def test_what_tells_who_somebody_is(code: str, text: str) -> None:
    assert code in codes(text)
    assert code in codes(f"We saw this: {text}")


@pytest.mark.parametrize("text", lines(ONLY_LOOKS_LIKE_IT))
def test_what_only_looks_like_it(text: str) -> None:
    assert codes(text) == set()


def test_numbers_over_the_end_of_a_line() -> None:
    assert codes("We saw that 2 of\n    3 students came.") == {"small-group-in-text"}


def test_the_minimum_decides_what_is_few() -> None:
    text = "12 of 15 students, twelve of fifteen students, 12 of 20 students"
    assert codes(text, 10) == set()
    assert len(list(telling_parts(text, 20))) == 2


@pytest.mark.parametrize("text", ("1 of " + "9" * 5_000 + " students", "9" * 5_000 + " of 3 students", "+" + "9" * 9_000))
def test_numbers_of_any_length(text: str) -> None:
    codes(text)


def test_the_place_is_that_in_the_text_as_it_is_written() -> None:
    text = "See **2 of 3** students, or jane&#64;school.org."
    assert {code: text[start:end] for code, start, end in telling_parts(text, 10)} == {
        "small-group-in-text": "2 of 3** students",
        "mail-address": "jane&#64;school.org",
    }


@pytest.mark.parametrize("piece", ("a", "a.", "10.", "555-", "+1", "1 of 3 ", "born ", "Jane D. ", "&#64;", "_", "[at]"))
def test_a_text_of_any_length(piece: str) -> None:
    """Time that grows with the square of the length would keep a whole run waiting for one file."""
    codes(piece * (100_000 // len(piece)))
