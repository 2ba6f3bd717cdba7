using Evenkeel.Lab.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Evenkeel.Lab.Hosting;

/// <summary>All that a lab answers besides its hub: the page, tables that are brought, reports that are taken away; and who may ask at all.</summary>
internal static class LabHosting
{
    /// <summary>Registers what the answers need.</summary>
    public static void AddLabHosting(this IServiceCollection services)
    {
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<Gate>();
        services.AddSingleton<UploadShelf>();
        services.AddSingleton<UploadEndpoint>();
        services.AddSingleton<ReportEndpoint>();
        services.AddSingleton<PageEndpoint>();
        services.AddSingleton(provider => PageFiles.Load(provider.GetRequiredService<LabOptions>().Pages));
    }

    /// <summary>Puts the answers before the hub, which is all that is left to whoever comes after.</summary>
    public static void UseLabHosting(this WebApplication application)
    {
        IServiceProvider services = application.Services;
        Gate gate = services.GetRequiredService<Gate>();
        UploadShelf uploads = services.GetRequiredService<UploadShelf>();
        UploadEndpoint upload = services.GetRequiredService<UploadEndpoint>();
        ReportEndpoint report = services.GetRequiredService<ReportEndpoint>();
        PageEndpoint page = services.GetRequiredService<PageEndpoint>();
        services.GetRequiredService<DataShelf>().Uploads = uploads.FileOf;
        application.Use((HttpContext context, RequestDelegate next) => gate.Pass(context, () => context.Request.Path.Value switch
        {
            "/upload" => upload.Answer(context),
            "/report" => report.Answer(context),
            "/hub" => Visit(context, uploads, next),
            _ => page.Answer(context),
        }));
    }

    /// <summary>As long as a page is connected, what it has brought stays.</summary>
    private static async Task Visit(HttpContext context, UploadShelf uploads, RequestDelegate next)
    {
        using IDisposable visit = uploads.Enter(VisitorToken.Of(context));
        await next(context).ConfigureAwait(false);
    }
}
