using Evenkeel.Lab.Hosting;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Questions;
using Evenkeel.Lab.Sessions;
using Evenkeel.Lab.Workbench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab;

/// <summary>A lab that runs: the page, and the server behind it.</summary>
public sealed class LabServer : IAsyncDisposable
{
    private const int MostMessageBytes = 32 * 1024;

    private static readonly TimeSpan MostStopping = TimeSpan.FromSeconds(2);

    private readonly WebApplication application;
    private readonly LabSessions sessions;

    private LabServer(WebApplication application)
    {
        this.application = application;
        sessions = application.Services.GetRequiredService<LabSessions>();
        Urls = [.. application.Urls];
    }

    /// <summary>The addresses that it listens on, with the port that was taken for port 0.</summary>
    public IReadOnlyList<string> Urls { get; }

    /// <summary>Sessions that are open, of all pages together.</summary>
    public int OpenSessions => sessions.Count;

    /// <summary>Starts a lab.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <returns>The lab, listening.</returns>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<LabServer> Start(LabOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplication application = Build(options);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new(application);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until the lab is stopped.</summary>
    /// <param name="cancellation">Stops it.</param>
    public Task WaitForEnd(CancellationToken cancellation) => application.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(MostStopping);
        await application.StopAsync(patience.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(LabOptions options)
    {
        // An empty one reads no appsettings.json of the folder that somebody happens to stand in, which could have it listen to everybody.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = Environments.Production });
        if (options.Log is { } log) builder.Logging.AddProvider(new RefusalsOnly(log)).SetMinimumLevel(LogLevel.Debug);
        builder.WebHost.UseKestrelCore().UseUrls([.. options.Urls]).ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddRouting();
        builder.Services.AddLabHosting();
        AddSessions(builder.Services, options);
        WebApplication application = builder.Build();
        application.UseLabHosting();
        application.MapHub<LabHub>("/hub", connection => connection.Transports = HttpTransportType.WebSockets);
        return application;
    }

    private static void AddSessions(IServiceCollection services, LabOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(lab => new LabEngine(options.Threads, options.Time, lab.GetRequiredService<ILogger<LabEngine>>()));
        services.AddSingleton(_ => new WorkGates(options.Threads));
        services.AddSingleton(_ => new MemoryReturn(options.Time));
        services.AddSingleton(lab => new LabSessions(options.Limits, lab.GetRequiredService<MemoryReturn>()));
        services.AddSingleton<DataShelf>();
        services.AddSingleton<SessionOpening>();
        services.AddSingleton<Greeting>();
        services.AddSingleton(provider =>
        {
            DataShelf shelf = provider.GetRequiredService<DataShelf>();
            return new QuestionSources { Data = spec => shelf.Load(spec.Data, spec.Seed), HasData = spec => shelf.Has(spec.Data, spec.Seed), Limits = options.Limits.OfLinks(shelf.Refusal), Version = options.Version };
        });
        services.AddSingleton(lab => new Comparisons(WorkbenchSources.Of(options, lab.GetRequiredService<DataShelf>())));
        services.AddSingleton<Fetching>();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MostMessageBytes;

            // Long questions that wait for their turn leave room for the quick ones.
            hub.MaximumParallelInvocationsPerClient = HeavyTurn.Most + 8;
            hub.StreamBufferCapacity = 2;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(45);
            hub.AddFilter<RefusalFilter>();
        }).AddJsonProtocol(json => LabJson.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<RefusalFilter>();
    }
}
