using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marketplace.Web.Security;

/// <summary>
/// Which status a failure has that came through every use case: the body was larger than its limit or could not be read (413, 400), the
/// disk is full (507: reading goes on, and writing again as soon as there is room), or the fault is ours (500).
/// </summary>
public static class Failures
{
    private const int SqliteFull = 13; // SQLITE_FULL
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int DiskFull = unchecked((int)0x80070070); // ERROR_DISK_FULL

    /// <param name="path">The page that says it to people; null where problem details do.</param>
    public static ExceptionHandlerOptions Answer(string? path = null) => new()
    {
        ExceptionHandlingPath = path,
        StatusCodeSelector = StatusOf,
        // What a sender did wrong is no error of ours, and stands in the request log anyway.
        SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
    };

    public static int StatusOf(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is BadHttpRequestException bad) return bad.StatusCode;
            if (e is SqliteException { SqliteErrorCode: SqliteFull } or PostgresException { SqlState: PostgresErrorCodes.DiskFull } or IOException { HResult: NoSpaceLeft or DiskFull })
            {
                return StatusCodes.Status507InsufficientStorage;
            }
        }

        return StatusCodes.Status500InternalServerError;
    }
}
