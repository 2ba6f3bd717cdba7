using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Evenkeel.Lab.Hosting;

/// <summary>Reads what a request brings, and stops reading where it is too much.</summary>
internal static class BoundedBody
{
    private const int Piece = 64 * 1024;

    /// <summary>Reads a body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The bytes that are taken.</param>
    /// <returns>The bytes; null where there are more.</returns>
    public static async Task<byte[]?> Read(HttpContext context, long most)
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
        while (await context.Request.Body.ReadAsync(piece, context.RequestAborted).ConfigureAwait(false) is var count and > 0)
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
