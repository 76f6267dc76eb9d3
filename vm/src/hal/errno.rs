//! The numbers of errors, as `OSError` tells them: those of Linux, which MicroPython has on all boards.

/// It is not allowed.
pub const EPERM: i32 = 1;
/// There is no such file or folder.
pub const ENOENT: i32 = 2;
/// It was interrupted.
pub const EINTR: i32 = 4;
/// The device failed.
pub const EIO: i32 = 5;
/// The file is not open, or not for that.
pub const EBADF: i32 = 9;
/// Nothing can be done yet.
pub const EAGAIN: i32 = 11;
/// No memory is left.
pub const ENOMEM: i32 = 12;
/// It may not be done.
pub const EACCES: i32 = 13;
/// There is nothing at this address.
pub const EFAULT: i32 = 14;
/// It is there already.
pub const EEXIST: i32 = 17;
/// There is no such device.
pub const ENODEV: i32 = 19;
/// It is no folder.
pub const ENOTDIR: i32 = 20;
/// It is a folder.
pub const EISDIR: i32 = 21;
/// What was asked makes no sense.
pub const EINVAL: i32 = 22;
/// The file would be too long.
pub const EFBIG: i32 = 27;
/// No space is left.
pub const ENOSPC: i32 = 28;
/// It has no places to go to.
pub const ESPIPE: i32 = 29;
/// It can only be read.
pub const EROFS: i32 = 30;
/// Nobody reads any more.
pub const EPIPE: i32 = 32;
/// The number is outside of what makes sense.
pub const EDOM: i32 = 33;
/// The name is too long.
pub const ENAMETOOLONG: i32 = 36;
/// The folder has something in it.
pub const ENOTEMPTY: i32 = 39;
/// The number is too large.
pub const EOVERFLOW: i32 = 75;
/// What the device holds is damaged.
pub const EILSEQ: i32 = 84;
/// It needs an address.
pub const EDESTADDRREQ: i32 = 89;
/// The message is too long.
pub const EMSGSIZE: i32 = 90;
/// There is no such option.
pub const ENOPROTOOPT: i32 = 92;
/// There is no such protocol.
pub const EPROTONOSUPPORT: i32 = 93;
/// There is no such kind of socket.
pub const ESOCKTNOSUPPORT: i32 = 94;
/// It cannot do that.
pub const EOPNOTSUPP: i32 = 95;
/// There is no such kind of address.
pub const EAFNOSUPPORT: i32 = 97;
/// The address is taken.
pub const EADDRINUSE: i32 = 98;
/// The address is not ours.
pub const EADDRNOTAVAIL: i32 = 99;
/// No way leads there.
pub const ENETUNREACH: i32 = 101;
/// The other end broke the connection off.
pub const ECONNRESET: i32 = 104;
/// It is connected already.
pub const EISCONN: i32 = 106;
/// It is not connected.
pub const ENOTCONN: i32 = 107;
/// It took too long.
pub const ETIMEDOUT: i32 = 110;
/// Nobody listens there.
pub const ECONNREFUSED: i32 = 111;
/// It is under way already.
pub const EALREADY: i32 = 114;
/// It is under way.
pub const EINPROGRESS: i32 = 115;
