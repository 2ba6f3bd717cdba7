using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Evenkeel.Interchange;
using Evenkeel.Lab.Protocol;
using Microsoft.AspNetCore.SignalR;

namespace Evenkeel.Lab.Sessions;

/// <summary>Downloads data for pages.</summary>
/// <param name="options">Where to.</param>
internal sealed class Fetching(LabOptions options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Downloads a data set; who stops listening stops it, and what came is kept.</summary>
    /// <param name="name">A set that can be fetched.</param>
    /// <param name="cancellation">Nobody listens any more.</param>
    /// <returns>How far it is; at the end an element that says so.</returns>
    /// <exception cref="HubException">Nothing may be fetched, or not this, or it could not be; the message is for the visitor, whom a stream tells of no other.</exception>
    public async IAsyncEnumerable<FetchStage> Fetch(string name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string folder = options.FetchDirectory ?? throw new HubException("This server fetches no data; 'evenkeel data fetch' does.");
        if (DataCatalog.Find(name) is not { Files.Count: > 0 } set) throw new HubException($"There is no data '{Parts.Shorten(name)}' to fetch; there is {string.Join(", ", DataCatalog.All.Where(known => known.Files.Count > 0).Select(known => known.Name))}.");
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // A page that draws slowly misses stages, never the end.
            Channel<FetchProgress> stages = Channel.CreateBounded<FetchProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Task<FetchResult> fetch = Download(set, folder, stages.Writer, stop.Token);
            try
            {
                await foreach (FetchProgress stage in stages.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                {
                    yield return new(stage.Received, stage.Total, stage.File, false);
                }
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await ((Task)fetch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            FetchResult result = await Told(fetch).ConfigureAwait(false);
            yield return new(0, null, $"{result.Files.Count} files of {name} are there.", true);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static async Task<FetchResult> Told(Task<FetchResult> fetch)
    {
        try
        {
            return await fetch.ConfigureAwait(false);
        }
        catch (Exception refusal) when (refusal is DataFetchException or IOException or UnauthorizedAccessException)
        {
            throw new HubException(refusal.Message, refusal);
        }
    }

    private static async Task<FetchResult> Download(DataSetInfo set, string folder, ChannelWriter<FetchProgress> stages, CancellationToken cancellation)
    {
        try
        {
            using HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
            return await new DataFetcher(client).Fetch(set, folder, new Direct(stages), cancellation).ConfigureAwait(false);
        }
        finally
        {
            stages.Complete();
        }
    }

    /// <summary>Hands progress on at once, in its order.</summary>
    private sealed class Direct(ChannelWriter<FetchProgress> stages) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => stages.TryWrite(value);
    }
}
