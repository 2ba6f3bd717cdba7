using System.Text;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Interchange;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Evenkeel.Lab.Hosting;

/// <summary>Takes one table of comma-separated values, as a form's file or as the body itself, and says what it holds.</summary>
internal sealed class UploadEndpoint(LabOptions options, UploadShelf shelf, RefusalLog log) : IDisposable
{
    /// <summary>What a form writes around its file.</summary>
    private const int FormBytes = 16 * 1024;

    private const int MostName = 40;

    private const int MostBoundary = 200;

    private readonly BoundedBody bodies = new(options.Limits.Upload + FormBytes, TooLarge(options), log);

    /// <summary>Tables that are read at once.</summary>
    private readonly SemaphoreSlim places = new(4);

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
            await log.Refuse(context, StatusCodes.Status405MethodNotAllowed, "A table is uploaded with POST.").ConfigureAwait(false);
            return;
        }

        if (await bodies.Read(context).ConfigureAwait(false) is not { } body)
        {
            return;
        }

        // Who sends slowly holds no place.
        await places.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            await Take(context, body).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task Take(HttpContext context, byte[] body)
    {
        (string name, byte[] bytes)? file = await FileIn(context.Request, body).ConfigureAwait(false);
        if (file is not var (given, table))
        {
            await log.Refuse(context, StatusCodes.Status400BadRequest, "The form holds no file; send one CSV.").ConfigureAwait(false);
            return;
        }

        if (table.Length > options.Limits.Upload)
        {
            await log.Refuse(context, StatusCodes.Status413PayloadTooLarge, TooLarge(options)).ConfigureAwait(false);
            return;
        }

        string name = Plain(given);
        try
        {
            (DataSplit split, CsvSchema schema) = Check(name, table);
            string visitor = VisitorToken.Ensure(context);
            if (shelf.Add(visitor, name, table) is not { } data)
            {
                await log.Refuse(context, StatusCodes.Status503ServiceUnavailable, "The lab holds as many tables as it may; try again when somebody has left.").ConfigureAwait(false);
                return;
            }

            await Write(context, data, name, split, schema).ConfigureAwait(false);
        }
        catch (DataSourceException problem)
        {
            await log.Refuse(context, StatusCodes.Status400BadRequest, problem.Message).ConfigureAwait(false);
        }
    }

    private static string TooLarge(LabOptions options) =>
        FormattableString.Invariant($"The file has more than {options.Limits.Upload} bytes, which is the most that is taken; leave rows out, or train on it with 'evenkeel compare --data FILE'.");

    private static async Task<(string Name, byte[] Bytes)?> FileIn(HttpRequest request, byte[] body)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return body.Length == 0 ? null : (request.Query["name"].ToString(), body);
        }

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > MostBoundary)
        {
            return null;
        }

        try
        {
            MultipartReader form = new(boundary, new MemoryStream(body));
            while (await form.ReadNextSectionAsync().ConfigureAwait(false) is { } section)
            {
                if (section.AsFileSection() is { FileStream: { } content } file)
                {
                    using MemoryStream bytes = new();
                    await content.CopyToAsync(bytes).ConfigureAwait(false);
                    return (file.FileName, bytes.ToArray());
                }
            }
        }
        catch (Exception torn) when (torn is IOException or InvalidDataException)
        {
            return null;
        }

        return null;
    }

    /// <summary>A name that is safe as a file's and short enough to show, whatever was given.</summary>
    private static string Plain(string given)
    {
        string stem = given.Split('/', '\\')[^1];
        stem = stem.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? stem[..^4] : stem;
        string safe = string.Concat(stem.Take(MostName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        return (safe.Trim('_').Length == 0 ? "table" : safe) + ".csv";
    }

    private (DataSplit Split, CsvSchema Schema) Check(string name, byte[] bytes)
    {
        int at = bytes.AsSpan().IndexOf((byte)0);
        if (at >= 0 || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            throw new DataSourceException(at >= 0 ? FormattableString.Invariant($"{name} is no CSV: byte {at} is 0, which no text holds.") : $"{name} is no CSV: it is no text in UTF-8.");
        }

        if (Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 200))).TrimStart('\ufeff', ' ', '\r', '\n', '\t').StartsWith('<'))
        {
            throw new DataSourceException($"{name} is no CSV: it begins with '<', as a web page does; save the table itself, with commas between its cells.");
        }

        using MemoryStream text = new(bytes, writable: false);
        return CsvData.Load(text, name, new() { MostValues = options.Limits.TableValues });
    }

    private static async Task Write(HttpContext context, string data, string name, DataSplit split, CsvSchema schema)
    {
        using MemoryStream answer = new();
        using (Utf8JsonWriter json = new(answer))
        {
            json.WriteStartObject();
            json.WriteString("data", data);
            json.WriteString("name", name);
            json.WriteNumber("rows", split.Train.Count + (ReferenceEquals(split.Train, split.Test) ? 0 : split.Test.Count));
            json.WriteNumber("columns", schema.Columns.Count + 1);
            json.WriteNumber("classes", split.Train.Classes.Count);
            json.WriteString("label", schema.Label);
            json.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted).ConfigureAwait(false);
    }
}
