using System.Net;
using System.Text;
using System.Text.Json;

namespace Evenkeel.Report;

/// <summary>Writes a report: one HTML file that shows the data inlined into it and fetches nothing.</summary>
/// <remarks>
/// The page runs only the script it was built with, which its content security policy names by hash. The data go into an
/// element that no browser executes, and hold no <c>&lt;</c>, so no text in them ends that element.
/// </remarks>
public static class ReportPage
{
    private const string ResourceName = "report.html";

    private static readonly Lazy<Template> Built = new(Load);

    /// <summary>Writes the page that shows one report, as UTF-8 without a byte order mark.</summary>
    /// <param name="output">Receives the page; stays open.</param>
    /// <param name="json">The report as one JSON object in UTF-8; its field <c>title</c>, a string, names the page.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="json"/> is not one well-formed JSON object.</exception>
    public static void Write(Stream output, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(output);

        string title = ReadTitle(json);
        Template template = Built.Value;

        output.Write(template.BeforeTitle);
        output.Write(Encoding.UTF8.GetBytes(WebUtility.HtmlEncode(title)));
        output.Write(template.BeforeData);
        WriteEscaped(output, json);
        output.Write(template.AfterData);
    }

    /// <summary>Writes the page that shows one report, as text.</summary>
    /// <param name="output">Receives the page; stays open. The page says that it is UTF-8, so it is to be stored as such.</param>
    /// <param name="json">The report as one JSON object; its field <c>title</c>, a string, names the page.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> or <paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="json"/> is not one well-formed JSON object.</exception>
    public static void Write(TextWriter output, string json)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(json);

        using MemoryStream page = new();
        Write(page, Encoding.UTF8.GetBytes(json));
        output.Write(Encoding.UTF8.GetString(page.GetBuffer().AsSpan(0, (int)page.Length)));
    }

    private static string ReadTitle(ReadOnlySpan<byte> json)
    {
        try
        {
            string title = "Evenkeel";
            Utf8JsonReader reader = new(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new ArgumentException("A report is one JSON object, which starts with '{'.", nameof(json));
            }

            while (reader.Read())
            {
                bool isTitle = reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("title"u8);
                if (isTitle && reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    title = reader.GetString()!;
                }
            }

            return title;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"A report is one well-formed JSON object, but this is not: {e.Message}", nameof(json), e);
        }
    }

    /// <remarks>
    /// Outside a JSON string none of the three characters occurs, and inside one each has a <c>\u</c> form: the value stays the same.
    /// U+2028 and U+2029 end a line in older JavaScript.
    /// </remarks>
    private static void WriteEscaped(Stream output, ReadOnlySpan<byte> json)
    {
        while (json.IndexOfAny((byte)'<', (byte)0xE2) is int at and >= 0)
        {
            output.Write(json[..at]);
            json = json[at..];

            ReadOnlySpan<byte> escaped = json switch
            {
                [(byte)'<', ..] => @"\u003c"u8,
                [0xE2, 0x80, 0xA8, ..] => @"\u2028"u8,
                [0xE2, 0x80, 0xA9, ..] => @"\u2029"u8,
                _ => json[..1],
            };
            output.Write(escaped);
            json = json[(escaped.Length > 1 && json[0] != (byte)'<' ? 3 : 1)..];
        }

        output.Write(json);
    }

    private static Template Load()
    {
        using Stream resource = typeof(ReportPage).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly holds no '{ResourceName}'. Build web/ and then Evenkeel.Report again.");
        byte[] page = new byte[resource.Length];
        resource.ReadExactly(page);

        return Template.Parse(page);
    }
}
