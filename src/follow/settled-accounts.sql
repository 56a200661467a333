-- Who is no new account any more? One row: an account that has shown enough, or has been there for long and was no
-- long time away. Parameters: until, most, opened (first seen before), away (seen since).
SELECT account
FROM exchanges
WHERE time <= {until:DateTime64(3, 'UTC')}
GROUP BY account
HAVING countIf(time >= {away:DateTime64(3, 'UTC')}) > {most:UInt64} OR min(time) < {opened:DateTime64(3, 'UTC')} AND countIf(time >= {away:DateTime64(3, 'UTC')} AND time < {opened:DateTime64(3, 'UTC')}) > 0
SETTINGS log_comment = 'follow/settled-accounts'
