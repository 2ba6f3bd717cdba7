using Evenkeel.Experiments;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Evenkeel.Lab.Hosting;

/// <summary>Serves the page: the same for every chapter, which its script tells apart.</summary>
internal sealed class PageEndpoint(PageFiles files, RefusalLog log)
{
    /// <summary>A file that never changes is asked for once a year.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    public Task Answer(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return log.Refuse(context, StatusCodes.Status405MethodNotAllowed, "The page is only read, with GET or HEAD.");
        }

        string path = (request.Path.Value ?? "").TrimStart('/');
        if (path.Length == 0 || LinkChapter.Find(path) is not null)
        {
            VisitorToken.Ensure(context);
            return files.Index is { } index
                ? Send(context, index)
                : log.Refuse(context, StatusCodes.Status404NotFound, "This build holds no page; build web/ with 'node web/build.mjs', and then the program again.");
        }

        return files.Find(path) is { } file
            ? Send(context, file)
            : log.Refuse(context, StatusCodes.Status404NotFound, $"There is nothing at '/{Protocol.Parts.Shorten(path)}'; the lab begins at /, and its chapters are {string.Join(", ", LinkChapter.All.Select(chapter => chapter.Name))}.");
    }

    private static Task Send(HttpContext context, PageFile file)
    {
        (byte[] bytes, string? coding, string tag) = file.Best(Codings(context.Request));
        IHeaderDictionary headers = context.Response.Headers;
        headers.Vary = "Accept-Encoding";
        headers.ETag = tag;
        headers.CacheControl = file.IsHashed ? Forever : "no-cache";
        if (IsKnown(context.Request, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = bytes.Length;
        if (coding is not null)
        {
            headers.ContentEncoding = coding;
        }

        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>What a browser takes, what it likes best first; of equals the smaller.</summary>
    private static IEnumerable<string> Codings(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out IList<StringWithQualityHeaderValue>? accepted)
            ? accepted.Where(coding => coding.Quality != 0).OrderByDescending(coding => coding.Quality ?? 1).ThenBy(coding => coding.Value == "br" ? 0 : 1).Select(coding => coding.Value.ToString())
            : [];

    private static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known) && known.Any(one => one.Tag == "*" || one.Tag == tag);
}
