ALTER TABLE "photos" ADD COLUMN "zone_tells_place" boolean GENERATED ALWAYS AS (case
    when taken_offset is null or exif is null then false
    when 'takenAt' = any (edited) and taken_offset is distinct from (coalesce(own_fields, file_fields) ->> 'takenOffset')::int then false
    when not coalesce(exif -> 'gps' ? 'GPSTimeStamp' or exif ? 'truncated', false) then false
    else not (coalesce(replace(btrim(exif -> 'exif' ->> 'OffsetTimeOriginal'), ':', '') = case when taken_offset < 0 then '-' else '+' end
    || lpad((abs(taken_offset) / 60)::text, 2, '0') || lpad((abs(taken_offset) % 60)::text, 2, '0'), false) or coalesce(replace(btrim(exif -> 'exif' ->> 'OffsetTimeDigitized'), ':', '') = case when taken_offset < 0 then '-' else '+' end
    || lpad((abs(taken_offset) / 60)::text, 2, '0') || lpad((abs(taken_offset) % 60)::text, 2, '0'), false))
  end) STORED NOT NULL;