using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab.Hosting;

/// <summary>Refuses requests with a sentence, and writes each refusal down once; of a flood only the beginning of every minute.</summary>
internal sealed partial class RefusalLog(LabOptions options, ILogger<RefusalLog> log)
{
    private const int MostAMinute = 20;

    private readonly Lock turn = new();
    private long minute = long.MinValue;
    private int written;

    /// <summary>Answers with a status and a sentence.</summary>
    public Task Refuse(HttpContext context, int status, string sentence)
    {
        sentence = Protocol.Parts.Plain(sentence);
        Write(context.Request, sentence);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        byte[] text = Encoding.UTF8.GetBytes(sentence + "\n");
        context.Response.ContentLength = text.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(text, context.RequestAborted).AsTask();
    }

    private void Write(HttpRequest request, string sentence)
    {
        bool isLast;
        lock (turn)
        {
            long current = options.Time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
            (written, minute) = current == minute ? (written + 1, minute) : (1, current);
            if (written > MostAMinute)
            {
                return;
            }

            isLast = written == MostAMinute;
        }

        Refused(log, Protocol.Parts.Shorten(request.Method), Protocol.Parts.Shorten(request.Path.ToUriComponent()), sentence);
        if (isLast)
        {
            More(log);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Method} {Path}: {Reason}")]
    private static partial void Refused(ILogger log, string method, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "More is refused within this minute, and not written down.")]
    private static partial void More(ILogger log);
}
