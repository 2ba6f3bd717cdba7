using System.Text.Json;
using Evenkeel.Report;
using Microsoft.AspNetCore.Http;

namespace Evenkeel.Lab.Hosting;

/// <summary>Makes a file of a document: the report's page with the document inside, where it is data and nothing else.</summary>
internal sealed class ReportEndpoint(LabOptions options, RefusalLog log) : IDisposable
{
    private static readonly string[] Kinds = ["comparison", "probe", "phase"];

    private readonly BoundedBody bodies = new(options.Limits.Report, FormattableString.Invariant($"The document has more than {options.Limits.Report} bytes, which is the most that is taken; compare fewer runs."), log);

    /// <summary>Documents that are made pages at once.</summary>
    private readonly SemaphoreSlim places = new(2);

    public void Dispose()
    {
        bodies.Dispose();
        places.Dispose();
    }

    public async Task Answer(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await log.Refuse(context, StatusCodes.Status405MethodNotAllowed, "A report is made of a document that is sent with POST.").ConfigureAwait(false);
            return;
        }

        if (await bodies.Read(context).ConfigureAwait(false) is not { } document)
        {
            return;
        }

        // Who sends or reads slowly holds no place: only the work between has one.
        using MemoryStream page = new();
        string? refusal;
        await places.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            refusal = Refusal(document);
            if (refusal is null)
            {
                ReportPage.Write(page, document);
            }
        }
        finally
        {
            places.Release();
        }

        if (refusal is not null)
        {
            await log.Refuse(context, StatusCodes.Status400BadRequest, refusal).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"evenkeel-report.html\"";
        await context.Response.Body.WriteAsync(page.GetBuffer().AsMemory(0, (int)page.Length), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Why a document is none that a report shows; null where it is one.</summary>
    private static string? Refusal(byte[] document)
    {
        string? kind = null;
        try
        {
            Utf8JsonReader reader = new(document);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return "A report is made of one JSON object, as 'compare --json' writes it.";
            }

            while (reader.Read())
            {
                bool isKind = reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("kind"u8);
                if (isKind && reader.Read())
                {
                    if (kind is not null || reader.TokenType != JsonTokenType.String)
                    {
                        return "The document's field 'kind' is a word, and stands in it once.";
                    }

                    kind = reader.GetString();
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return $"A report is made of one well-formed JSON object, but this is not: {Protocol.Parts.Shorten(problem.Message)}";
        }

        return Kinds.Contains(kind) ? null : $"The document's kind is '{Protocol.Parts.Shorten(kind ?? "")}'; a report shows {string.Join(", ", Kinds)}.";
    }
}
