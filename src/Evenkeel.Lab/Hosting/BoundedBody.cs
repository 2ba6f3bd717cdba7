using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Evenkeel.Lab.Hosting;

/// <summary>Reads what requests bring, and stops reading where it is too much, too many at once, or too slow.</summary>
/// <param name="most">The bytes that are taken.</param>
/// <param name="tooLarge">What is said of more.</param>
/// <param name="log">Who refuses.</param>
internal sealed class BoundedBody(long most, string tooLarge, RefusalLog log) : IDisposable
{
    private const int Piece = 64 * 1024;

    /// <summary>Bodies on their way at once: each is held in memory meanwhile.</summary>
    private const int MostArriving = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim arriving = new(MostArriving);

    public void Dispose() => arriving.Dispose();

    /// <summary>Reads a body.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The bytes; null where they are not taken, which the answer then says.</returns>
    public async Task<byte[]?> Read(HttpContext context)
    {
        if (!await arriving.WaitAsync(TimeSpan.Zero, context.RequestAborted).ConfigureAwait(false))
        {
            await log.Refuse(context, StatusCodes.Status503ServiceUnavailable, $"{MostArriving} files are on their way to this lab already, and no more are taken at once; try again in half a minute.").ConfigureAwait(false);
            return null;
        }

        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        late.CancelAfter(Patience);
        try
        {
            if (await ReadAll(context, late.Token).ConfigureAwait(false) is { } whole)
            {
                return whole;
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await log.Refuse(context, StatusCodes.Status408RequestTimeout, FormattableString.Invariant($"The file was not here within {Patience.TotalSeconds} seconds, which is the longest that is waited; send a smaller one.")).ConfigureAwait(false);
            return null;
        }
        finally
        {
            arriving.Release();
        }

        await log.Refuse(context, StatusCodes.Status413PayloadTooLarge, tooLarge).ConfigureAwait(false);
        return null;
    }

    private async Task<byte[]?> ReadAll(HttpContext context, CancellationToken late)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // The count is kept here, with a sentence of our own.
            feature.MaxRequestBodySize = null;
        }

        if (context.Request.ContentLength > most)
        {
            return null;
        }

        using MemoryStream whole = new();
        byte[] piece = new byte[Piece];
        while (await context.Request.Body.ReadAsync(piece, late).ConfigureAwait(false) is var count and > 0)
        {
            if (whole.Length + count > most)
            {
                return null;
            }

            whole.Write(piece, 0, count);
        }

        return whole.ToArray();
    }
}
