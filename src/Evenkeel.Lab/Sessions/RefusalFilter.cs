using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab.Sessions;

/// <summary>Tells the page in one sentence why a call was refused, and writes it down once.</summary>
internal sealed partial class RefusalFilter(ILogger<RefusalFilter> log) : IHubFilter
{
    /// <summary>What a page hears of a fault: what went wrong inside is not a stranger's business.</summary>
    public const string Fault = "The server could not do that; its own log says why.";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext).ConfigureAwait(false);
        }
        catch (Exception refusal) when (Refusal.IsOfRequest(refusal))
        {
            string sentence = Refusal.Sentence(refusal);
            Refused(log, invocationContext.HubMethodName, sentence);
            throw new HubException(sentence);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or HubException))
        {
            Failed(log, invocationContext.HubMethodName, failure);
            throw new HubException(Fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed, which is a fault of the program")]
    private static partial void Failed(ILogger log, string method, Exception failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Refused {Method}: {Reason}")]
    private static partial void Refused(ILogger log, string method, string reason);
}
