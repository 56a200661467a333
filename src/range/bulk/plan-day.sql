-- Draws who does how much on one day. Every draw is a hash of seed, account and day, so the same seed gives the same
-- world on every machine. floor(x + u) has mean x whatever x is. Parameters: seed, day.
INSERT INTO range_volume
WITH (r, k) -> (bitShiftRight(intHash64(r + k), 11) + 0.5) / 9007199254740992 AS u
SELECT
  day,
  no,
  talks,
  least(talks, toUInt32(floor(talks * cover + u(r, 6)))) AS served,
  turns,
  switch_hours AS hours
FROM (
  SELECT
    {day:UInt16} AS day,
    c.no AS no,
    c.cover AS cover,
    s.hours AS switch_hours,
    cityHash64({seed:UInt64}, no, {day:UInt16}) AS r,
    exp(c.spread * sqrt(-2 * log(u(r, 1))) * cos(2 * pi() * u(r, 2)) - c.spread * c.spread / 2) AS factor,
    toUInt32(least(200, 1 + floor(-log(u(r, 4)) * (c.turns - 1) + u(r, 5)))) AS drawn_turns,
    if(c.most = 0, drawn_turns, least(drawn_turns, c.most)) AS turns,
    toUInt32(floor(c.talks * c.days[{day:UInt16} + 1] * if(c.pool = 0, 1, s.level) * factor + u(r, 3))) AS drawn,
    if(c.most = 0, drawn, least(drawn, intDiv(c.most, turns))) AS talks
  FROM range_cast AS c
  LEFT ANY JOIN (SELECT pool, level, hours FROM range_switch WHERE day = {day:UInt16}) AS s ON c.pool = s.pool
)
WHERE talks > 0
