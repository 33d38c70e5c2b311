/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "balai-http-server-private.h"

/* What opens files beside connections: the database, the log, the library. */
#define OTHER_DESCRIPTORS 256
/* After an outage all desktops of a city come at once. */
#define BACKLOG 1024

/**
 * balai_http_listen:
 * @options: where
 * @port: (out): the port that it became
 * @error: BALAI_HTTP_ERROR
 *
 * Returns: a listening socket, or -1
 */
int
balai_http_listen (const BalaiHttpOptions  *options,
                   guint16                 *port,
                   GError                 **error)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autoptr (GSocketAddress) place = NULL;
  struct sockaddr_storage native = { 0 };
  struct rlimit limit;
  socklen_t length = sizeof native;
  int fd, yes = 1;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
      options->connections + OTHER_DESCRIPTORS > limit.rlim_cur)
    {
      g_set_error (error, BALAI_HTTP_ERROR, BALAI_HTTP_ERROR_DESCRIPTORS,
                   "%u connections need %u open files, %" G_GUINT64_FORMAT " are allowed", options->connections,
                   options->connections + OTHER_DESCRIPTORS, (guint64) limit.rlim_cur);
      if (options->listen_fd >= 0)
        close (options->listen_fd);
      return -1;
    }
  if (options->listen_fd >= 0)
    fd = options->listen_fd;
  else
    {
      address = g_inet_address_new_from_string (options->address);
      if (address == NULL)
        {
          g_set_error (error, BALAI_HTTP_ERROR, BALAI_HTTP_ERROR_ADDRESS, "not a numeric address: %s",
                       options->address);
          return -1;
        }
      if (!options->allow_remote && !g_inet_address_get_is_loopback (address))
        {
          g_set_error (error, BALAI_HTTP_ERROR, BALAI_HTTP_ERROR_REMOTE, "other machines can reach %s",
                       options->address);
          return -1;
        }
      place = g_inet_socket_address_new (address, options->port);
      if (!g_socket_address_to_native (place, &native, sizeof native, NULL))
        g_assert_not_reached ();
      fd = socket (native.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      if (fd < 0 || setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
          bind (fd, (struct sockaddr *) &native, (socklen_t) g_socket_address_get_native_size (place)) != 0 ||
          listen (fd, BACKLOG) != 0)
        {
          g_set_error (error, BALAI_HTTP_ERROR, BALAI_HTTP_ERROR_LISTEN, "%s, port %u: %s", options->address,
                       options->port, g_strerror (errno));
          if (fd >= 0)
            close (fd);
          return -1;
        }
    }

  *port = 0;
  if (getsockname (fd, (struct sockaddr *) &native, &length) == 0)
    {
      if (native.ss_family == AF_INET)
        *port = g_ntohs (((struct sockaddr_in *) (void *) &native)->sin_port);
      else if (native.ss_family == AF_INET6)
        *port = g_ntohs (((struct sockaddr_in6 *) (void *) &native)->sin6_port);
    }
  return fd;
}
