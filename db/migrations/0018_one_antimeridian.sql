-- 180 and -180 degrees are one place.
update photos set longitude = -180 where longitude = 180;
