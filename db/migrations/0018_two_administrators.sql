-- The one administrator of before becomes the system administrator; the next start makes the security administrator.
UPDATE `user` SET `role` = 'system-administrator' WHERE `role` = 'administrator';
