using Microsoft.AspNetCore.SignalR;

namespace Marketplace.Web.Live;

/// <summary>
/// Logs what went wrong in a hub call. Refusals are no errors and are not logged: SignalR itself would write each of them as one,
/// stack and all, and anybody could fill the log with them; its own category is therefore silenced in <see cref="LiveModule"/>.
/// </summary>
public sealed partial class LiveErrors(ILogger<LiveErrors> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception e) when (e is not HubException && !invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            Failed(log, e, invocationContext.HubMethodName);
            throw new HubException("live.failed", e);
        }
    }

    [LoggerMessage(LogLevel.Error, "The live call {Method} failed")]
    private static partial void Failed(ILogger log, Exception e, string method);
}
