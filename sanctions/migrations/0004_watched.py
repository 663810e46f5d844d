"""What happens to the law is written down in the audit log, too.

The log names the bulky columns but does not repeat them: they are kept for good where they stand.
"""

from django.db import migrations

FORWARD = """
SELECT audit_watch('sanctions_measureversion', '{}',
    '{summary_ko,summary_en,note_ko,note_en,exemptions}', '{}');
SELECT audit_watch('sanctions_measureproposal', '{}', '{}', '{}');
SELECT audit_watch('sanctions_proposalstep', '{}', '{content}', '{}');
SELECT audit_watch('sanctions_withheldmeasure', '{}', '{content}', '{}');
"""
BACKWARD = """
SELECT audit_unwatch('sanctions_measureversion');
SELECT audit_unwatch('sanctions_measureproposal');
SELECT audit_unwatch('sanctions_proposalstep');
SELECT audit_unwatch('sanctions_withheldmeasure');
"""


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0003_kept_for_good"), ("audit", "0001_log")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
