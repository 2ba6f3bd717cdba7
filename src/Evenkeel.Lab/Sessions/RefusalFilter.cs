using Evenkeel.Formats;
using Evenkeel.Interchange;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab.Sessions;

/// <summary>Tells the page in one sentence why a call was refused, and writes it down once.</summary>
internal sealed partial class RefusalFilter(ILogger<RefusalFilter> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext).ConfigureAwait(false);
        }
        catch (Exception refusal) when (refusal is FormatException or ArgumentException or InvalidOperationException or DataSourceException or DataFetchException or TensorFileException or IOException)
        {
            Refused(log, invocationContext.HubMethodName, refusal.Message);
            throw new HubException(refusal.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, invocationContext.HubMethodName, failure);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed, which is a fault of the program")]
    private static partial void Failed(ILogger log, string method, Exception failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Refused {Method}: {Reason}")]
    private static partial void Refused(ILogger log, string method, string reason);
}
