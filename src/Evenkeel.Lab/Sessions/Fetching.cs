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
    /// <exception cref="FormatException">Nothing may be fetched, or not this; it is thrown at once, where it still reaches the page as a sentence.</exception>
    public IAsyncEnumerable<FetchStage> Fetch(string name, CancellationToken cancellation)
    {
        string folder = options.FetchDirectory ?? throw new FormatException("This server fetches no data; 'evenkeel data fetch' does.");
        if (DataCatalog.Find(name) is not { Files.Count: > 0 } set) throw new FormatException($"There is no data '{Parts.Shorten(name)}' to fetch; there is {string.Join(", ", DataCatalog.All.Where(known => known.Files.Count > 0).Select(known => known.Name))}.");
        return Fetch(set, folder, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async IAsyncEnumerable<FetchStage> Fetch(DataSetInfo set, string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A page that draws slowly misses stages, never the end; and the next download begins when this one is over, not when it is read.
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

        FetchResult result = await fetch.ConfigureAwait(false);
        yield return new(0, null, $"{result.Files.Count} files of {set.Name} are there.", true);
    }

    private async Task<FetchResult> Download(DataSetInfo set, string folder, ChannelWriter<FetchProgress> stages, CancellationToken cancellation)
    {
        try
        {
            await turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                using HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
                return await new DataFetcher(client).Fetch(set, folder, new Direct(stages), cancellation).ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (Exception problem) when (problem is DataFetchException or IOException or UnauthorizedAccessException)
        {
            // What goes wrong inside a stream reaches the page only in this dress.
            throw new HubException(problem.Message, problem);
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
