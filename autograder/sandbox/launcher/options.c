/* The launcher's command line: `--name value` pairs, then `--`, then the program. */
#include "launcher.h"

#include <stdlib.h>
#include <string.h>

static int parse_level(const char *name, enum level *level) {
  static const char *names[] = {"namespaces", "landlock", "uid", "none"};
  for (int i = 0; i < 4; i++) {
    if (strcmp(name, names[i]) == 0) {
      *level = (enum level)i;
      return 0;
    }
  }
  return -1;
}

/* `--path SOURCE TARGET` is the only option with two values. */
static int add_path(struct options *options, const char *source, const char *target) {
  if (options->path_count == MAX_PATHS) return -1;
  options->paths[options->path_count++] = (struct view_path){source, target};
  return 0;
}

static int set_text(struct options *options, const char *name, const char *value) {
  if (strcmp(name, "--cwd") != 0) return -1;
  options->cwd = value;
  return 0;
}

static int set_number(struct options *options, const char *name, const char *value) {
  char *end;
  long number = strtol(value, &end, 10);
  if (*value == 0 || *end != 0) return -1;
  if (strcmp(name, "--wall-ms") == 0) options->wall_ms = number;
  else if (strcmp(name, "--cpu-s") == 0) options->cpu_s = number;
  else if (strcmp(name, "--data-mb") == 0) options->data_mb = number;
  else if (strcmp(name, "--file-mb") == 0) options->file_mb = number;
  else if (strcmp(name, "--tasks") == 0) options->tasks = number;
  else if (strcmp(name, "--tmp-mb") == 0) options->tmp_mb = number;
  else if (strcmp(name, "--output-kb") == 0) options->output_kb = number;
  else if (strcmp(name, "--uid") == 0) options->uid = number;
  else return -1;
  return 0;
}

int parse_options(int argc, char **argv, struct options *options) {
  *options = (struct options){.uid = -1, .cwd = "/", .level = LEVEL_NONE};
  int i = 0;
  for (; i < argc && strcmp(argv[i], "--") != 0; i += 2) {
    if (i + 1 >= argc) return -1;
    const char *name = argv[i], *value = argv[i + 1];
    if (strcmp(name, "--level") == 0) {
      if (parse_level(value, &options->level) != 0) return -1;
    } else if (strcmp(name, "--path") == 0) {
      if (i + 2 >= argc || add_path(options, value, argv[i + 2]) != 0) return -1;
      i++;
    } else if (set_text(options, name, value) != 0 && set_number(options, name, value) != 0) {
      return -1;
    }
  }
  if (i + 1 >= argc) return -1;
  options->argv = argv + i + 1;
  return options->wall_ms > 0 ? 0 : -1;
}
