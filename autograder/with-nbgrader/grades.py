"""What nbgrader's gradebook holds of one assignment: `grades.py FOLDER ASSIGNMENT` prints {student: {grade_id: score or null}} as JSON."""
import json
import sys
from pathlib import Path

from nbgrader.api import Gradebook

folder, assignment = sys.argv[1:]
with Gradebook(f"sqlite:///{Path(folder, 'gradebook.db')}") as book:
    scores = {
        submission.student.id: {
            grade.name: grade.auto_score for notebook in submission.notebooks for grade in notebook.grades
        }
        for submission in book.assignment_submissions(assignment)
    }
print(json.dumps(scores))
