DROP TABLE digest_news;
DROP TABLE digests;
