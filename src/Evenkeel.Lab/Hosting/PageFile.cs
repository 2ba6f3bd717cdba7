using System.Security.Cryptography;

namespace Evenkeel.Lab.Hosting;

/// <summary>A file of the page, as it is and as it was compressed when the page was built.</summary>
internal sealed class PageFile(string path, byte[] plain, byte[]? brotli, byte[]? gzip)
{
    /// <summary>The type that browsers are told.</summary>
    public string ContentType { get; } = Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".woff" => "font/woff",
        ".ttf" => "font/ttf",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };

    /// <summary>Whether its name holds a hash of its content, so that it never changes.</summary>
    public bool IsHashed { get; } = path.StartsWith("assets/", StringComparison.Ordinal);

    private string Mark { get; } = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12));

    /// <summary>The bytes in the first of some codings that there are; as it is where there is none.</summary>
    /// <param name="codings">What is accepted, best first.</param>
    public (byte[] Bytes, string? Coding, string Tag) Best(IEnumerable<string> codings)
    {
        foreach (string coding in codings)
        {
            if ((coding == "br" ? brotli : coding == "gzip" ? gzip : null) is { } packed)
            {
                return (packed, coding, $"\"{Mark}-{coding}\"");
            }
        }

        return (plain, null, $"\"{Mark}\"");
    }
}
