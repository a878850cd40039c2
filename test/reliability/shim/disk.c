/*
 * Stands between a program and the files of one folder (LD_PRELOAD). It writes down, in order, everything that changes
 * those files and every sync (DISK_LOG), so that a disk can be rebuilt as a power cut would leave it; and it answers
 * "no space left" or dies when told so, by lines written to the file `disk-orders` in that folder: `full N` lets N more
 * writes through, `room` takes it back, `die N` kills the program at the Nth change or sync from then on.
 *
 * The log: records of { kind, file, offset, length } in this machine's byte order, then `length` bytes.
 * A file's number belongs to its content and goes with it through renames.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { KIND_NAME = 1, KIND_WRITE = 2, KIND_LENGTH = 3, KIND_SYNC = 4, KIND_RENAME = 5, KIND_UNLINK = 6, KIND_SYNC_FOLDER = 7 };

struct record {
  uint32_t kind;
  uint32_t file;
  uint64_t offset;
  uint64_t length;
};

#define MOST_FILES 4096
#define FOLDER_ITSELF 1
#define ORDERS 2
#define FIRST_NUMBER 3

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[4096];
static size_t folder_length;
static int log_file = -1;
static char *names[MOST_FILES];
static uint32_t number_of_name[MOST_FILES];
static uint32_t number_of_descriptor[MOST_FILES];
static uint32_t next_number = FIRST_NUMBER;
static long writes_left = -1; /* -1: there is room */
static long steps_left = -1;  /* -1: lives on */

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_truncate)(const char *, off_t);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

__attribute__((constructor)) static void start(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_pwritev = dlsym(RTLD_NEXT, "pwritev");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_truncate = dlsym(RTLD_NEXT, "truncate");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_rename = dlsym(RTLD_NEXT, "rename");
  const char *watched = getenv("DISK_FOLDER");
  const char *log = getenv("DISK_LOG");
  if (watched && strlen(watched) < sizeof folder - 1) {
    strcpy(folder, watched);
    folder_length = strlen(folder);
  }
  if (log) log_file = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The log is written past every library, so that it never meets itself. */
static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    long written = syscall(SYS_write, log_file, at, length);
    if (written <= 0) _exit(99);
    at += written;
    length -= (size_t)written;
  }
}

static void note(uint32_t kind, uint32_t file, uint64_t offset, const void *bytes, size_t length) {
  if (log_file < 0) return;
  struct record record = {kind, file, offset, length};
  put(&record, sizeof record);
  if (length > 0) put(bytes, length);
}

static const char *inside(const char *path) {
  if (folder_length == 0 || !path || strncmp(path, folder, folder_length) != 0) return NULL;
  if (path[folder_length] == 0) return "";
  return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static int place_of(const char *name) {
  for (int place = 0; place < MOST_FILES; place++)
    if (names[place] && strcmp(names[place], name) == 0) return place;
  return -1;
}

static void forget(const char *name) {
  int place = place_of(name);
  if (place < 0) return;
  free(names[place]);
  names[place] = NULL;
}

static uint32_t name_it(const char *name, uint32_t number) {
  for (int place = 0; place < MOST_FILES; place++)
    if (!names[place]) {
      names[place] = strdup(name);
      number_of_name[place] = number;
      return number;
    }
  _exit(98);
}

static uint32_t number_of(int descriptor) {
  return descriptor >= 0 && descriptor < MOST_FILES ? number_of_descriptor[descriptor] : 0;
}

static uint32_t opened(const char *name) {
  if (*name == 0) return FOLDER_ITSELF;
  if (strcmp(name, "disk-orders") == 0) return ORDERS;
  int place = place_of(name);
  if (place >= 0) return number_of_name[place];
  uint32_t number = name_it(name, next_number++);
  note(KIND_NAME, number, 0, name, strlen(name));
  return number;
}

static void obey(const char *order, size_t length) {
  char text[64] = {0};
  memcpy(text, order, length < sizeof text - 1 ? length : sizeof text - 1);
  if (strncmp(text, "full ", 5) == 0) writes_left = strtol(text + 5, NULL, 10);
  else if (strncmp(text, "die ", 4) == 0) steps_left = strtol(text + 4, NULL, 10);
  else writes_left = -1;
}

static void step(void) {
  if (steps_left < 0) return;
  if (steps_left == 0) kill(getpid(), SIGKILL);
  steps_left--;
}

/* How many of `length` bytes there is room for; -1 for none. The last write that fits, fits by half. */
static ssize_t room_for(size_t length) {
  if (writes_left < 0) return (ssize_t)length;
  if (writes_left == 0) return -1;
  writes_left--;
  return writes_left == 0 && length > 1 ? (ssize_t)(length / 2) : (ssize_t)length;
}

static int do_open(const char *path, int flags, mode_t mode) {
  const char *name = inside(path);
  if (!name) return real_open(path, flags, mode);
  pthread_mutex_lock(&lock);
  struct stat there;
  int result;
  int makes = (flags & O_CREAT) && stat(path, &there) != 0;
  if (makes && strcmp(name, "disk-orders") != 0) step();
  if (makes && writes_left == 0 && strcmp(name, "disk-orders") != 0) {
    errno = ENOSPC;
    result = -1;
  } else {
    result = real_open(path, flags, mode);
    if (result >= 0 && result < MOST_FILES) {
      uint32_t number = opened(name);
      number_of_descriptor[result] = number;
      if ((flags & O_TRUNC) && number >= FIRST_NUMBER) note(KIND_LENGTH, number, 0, NULL, 0);
    }
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

#define OPEN_BODY(path, flags)                                                          \
  mode_t mode = 0;                                                                      \
  if ((flags) & (O_CREAT | O_TMPFILE)) {                                                \
    va_list rest;                                                                       \
    va_start(rest, flags);                                                              \
    mode = va_arg(rest, mode_t);                                                        \
    va_end(rest);                                                                       \
  }                                                                                     \
  return do_open(path, flags, mode);

int open(const char *path, int flags, ...) { OPEN_BODY(path, flags) }
int open64(const char *path, int flags, ...) { OPEN_BODY(path, flags) }

int openat(int from, const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE)) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  if (path[0] == '/' || from == AT_FDCWD) return do_open(path, flags, mode);
  return (int)syscall(SYS_openat, from, path, flags, mode);
}
int openat64(int from, const char *path, int flags, ...) __attribute__((alias("openat")));

int close(int descriptor) {
  pthread_mutex_lock(&lock);
  if (descriptor >= 0 && descriptor < MOST_FILES) number_of_descriptor[descriptor] = 0;
  pthread_mutex_unlock(&lock);
  return real_close(descriptor);
}

/* Writes at `offset`, or where the descriptor stands when that is negative. */
static ssize_t write_watched(int descriptor, uint32_t number, const void *bytes, size_t length, off_t offset) {
  pthread_mutex_lock(&lock);
  ssize_t written;
  if (number == ORDERS) {
    obey(bytes, length);
    note(KIND_WRITE, ORDERS, 0, bytes, length);
    written = (ssize_t)length;
  } else {
    step();
    ssize_t room = room_for(length);
    if (room < 0) {
      errno = ENOSPC;
      written = -1;
    } else if (offset >= 0) {
      written = real_pwrite(descriptor, bytes, (size_t)room, offset);
    } else {
      written = real_write(descriptor, bytes, (size_t)room);
      offset = lseek(descriptor, 0, SEEK_CUR) - (written > 0 ? written : 0);
    }
    if (written > 0 && number != ORDERS) note(KIND_WRITE, number, (uint64_t)offset, bytes, (size_t)written);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return written;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  uint32_t number = number_of(descriptor);
  return number ? write_watched(descriptor, number, bytes, length, -1) : real_write(descriptor, bytes, length);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  uint32_t number = number_of(descriptor);
  return number ? write_watched(descriptor, number, bytes, length, offset)
                : real_pwrite(descriptor, bytes, length, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) {
  return pwrite(descriptor, bytes, length, offset);
}

ssize_t writev(int descriptor, const struct iovec *pieces, int count) {
  uint32_t number = number_of(descriptor);
  if (!number) return real_writev(descriptor, pieces, count);
  ssize_t sum = 0;
  for (int piece = 0; piece < count; piece++) {
    ssize_t written = write_watched(descriptor, number, pieces[piece].iov_base, pieces[piece].iov_len, -1);
    if (written < 0) return sum > 0 ? sum : written;
    sum += written;
    if ((size_t)written < pieces[piece].iov_len) break;
  }
  return sum;
}

ssize_t pwritev(int descriptor, const struct iovec *pieces, int count, off_t offset) {
  uint32_t number = number_of(descriptor);
  if (!number) return real_pwritev(descriptor, pieces, count, offset);
  ssize_t sum = 0;
  for (int piece = 0; piece < count; piece++) {
    ssize_t written = write_watched(descriptor, number, pieces[piece].iov_base, pieces[piece].iov_len, offset + sum);
    if (written < 0) return sum > 0 ? sum : written;
    sum += written;
    if ((size_t)written < pieces[piece].iov_len) break;
  }
  return sum;
}
ssize_t pwritev64(int descriptor, const struct iovec *pieces, int count, off_t offset) {
  return pwritev(descriptor, pieces, count, offset);
}

static int sync_watched(int descriptor, int (*sync)(int)) {
  if (number_of(descriptor)) step();
  int result = sync(descriptor);
  uint32_t number = number_of(descriptor);
  if (result == 0 && number) {
    pthread_mutex_lock(&lock);
    note(number == FOLDER_ITSELF ? KIND_SYNC_FOLDER : KIND_SYNC, number, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return result;
}
int fsync(int descriptor) { return sync_watched(descriptor, real_fsync); }
int fdatasync(int descriptor) { return sync_watched(descriptor, real_fdatasync); }

int ftruncate(int descriptor, off_t length) {
  uint32_t number = number_of(descriptor);
  if (!number) return real_ftruncate(descriptor, length);
  struct stat now;
  pthread_mutex_lock(&lock);
  step();
  int result;
  if (writes_left == 0 && fstat(descriptor, &now) == 0 && length > now.st_size) {
    errno = ENOSPC;
    result = -1;
  } else {
    result = real_ftruncate(descriptor, length);
    if (result == 0) note(KIND_LENGTH, number, (uint64_t)length, NULL, 0);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int ftruncate64(int descriptor, off_t length) { return ftruncate(descriptor, length); }

int truncate(const char *path, off_t length) {
  const char *name = inside(path);
  int result = real_truncate(path, length);
  if (name && result == 0) {
    pthread_mutex_lock(&lock);
    note(KIND_LENGTH, opened(name), (uint64_t)length, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return result;
}

int unlink(const char *path) {
  const char *name = inside(path);
  if (!name) return real_unlink(path);
  pthread_mutex_lock(&lock);
  step();
  int result = real_unlink(path);
  if (result == 0) {
    note(KIND_UNLINK, 0, 0, name, strlen(name));
    forget(name);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int rename(const char *from, const char *to) {
  const char *old_name = inside(from);
  const char *new_name = inside(to);
  if (!old_name || !new_name) return real_rename(from, to);
  pthread_mutex_lock(&lock);
  uint32_t number = opened(old_name);
  step();
  int result = real_rename(from, to);
  if (result == 0) {
    char both[8192];
    int length = snprintf(both, sizeof both, "%s\n%s", old_name, new_name);
    note(KIND_RENAME, number, 0, both, (size_t)length);
    forget(old_name);
    forget(new_name);
    name_it(new_name, number);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
