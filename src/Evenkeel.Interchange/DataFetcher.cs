using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Evenkeel.Numerics;

namespace Evenkeel.Interchange;

/// <summary>Downloads data sets: checked by SHA-256, resumed where an earlier attempt ended, moved into place once whole.</summary>
public sealed class DataFetcher
{
    private const long MostBytes = 1L << 30;
    private readonly HttpClient client;

    /// <summary>Uses a client.</summary>
    /// <param name="client">Makes the requests; it stays the caller's.</param>
    public DataFetcher(HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        this.client = client;
    }

    /// <summary>How long a server may stay silent, above 0.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets a data set by name.</summary>
    /// <param name="name">A name of <see cref="DataCatalog"/> that is downloaded.</param>
    /// <param name="directory">Where to; a folder named for the set is made in it.</param>
    /// <param name="progress">Is told of each piece that came; may be null.</param>
    /// <param name="cancellation">Stops the download; what came is kept, and resumed from next time.</param>
    /// <returns>Where the files are.</returns>
    /// <exception cref="DataSourceException">No set of that name is downloaded, or a file of another content stands in the way.</exception>
    /// <exception cref="DataFetchException">No mirror gave the file.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<FetchResult> Fetch(string name, string directory, IProgress<FetchProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        DataSetInfo[] downloads = [.. DataCatalog.All.Where(set => set.Files.Count > 0)];
        string names = string.Join(", ", downloads.Select(set => set.Name));
        DataSetInfo set = DataCatalog.Find(name) ?? throw new DataSourceException($"Unknown data set '{name}'.{Spelling.Hint(name, [.. downloads.Select(known => known.Name)])} {names} can be fetched.");
        return set.Files.Count > 0
            ? Fetch(set, directory, progress, cancellation)
            : throw new DataSourceException($"'{name}' is generated and needs no download; {names} can be fetched.");
    }

    /// <summary>Gets a data set from wherever its files say.</summary>
    /// <param name="set">The set, of one file or more.</param>
    /// <param name="directory">Where to; a folder named for the set is made in it.</param>
    /// <param name="progress">Is told of each piece that came; may be null.</param>
    /// <param name="cancellation">Stops the download; what came is kept, and resumed from next time.</param>
    /// <returns>Where the files are.</returns>
    /// <exception cref="DataSourceException">A file of another content stands in the way.</exception>
    /// <exception cref="DataFetchException">No mirror gave a file.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<FetchResult> Fetch(DataSetInfo set, string directory, IProgress<FetchProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string folder = Path.Combine(directory, set.Name);
        Directory.CreateDirectory(folder);
        List<string> files = [];
        int downloaded = 0;
        foreach (DataFile file in set.Files)
        {
            string path = Path.Combine(folder, file.Name);
            files.Add(path);
            if (!File.Exists(path))
            {
                await FetchFile(file, path, progress, cancellation).ConfigureAwait(false);
                downloaded++;
            }
            else if (await HashOf(path, cancellation).ConfigureAwait(false) is var hash && hash != file.Sha256)
            {
                throw new DataSourceException($"{path} is there, but its SHA-256 is {hash} instead of {file.Sha256}; move it away to download it.");
            }
        }

        return new(files, downloaded, set.Source ?? "");
    }

    private async Task FetchFile(DataFile file, string path, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        string part = path + ".part";
        List<string> reasons = [];
        foreach (Uri mirror in file.Mirrors)
        {
            try
            {
                await Download(file, mirror, part, progress, cancellation).ConfigureAwait(false);
                string hash = await HashOf(part, cancellation).ConfigureAwait(false);
                if (hash == file.Sha256)
                {
                    File.Move(part, path, overwrite: false);
                    return;
                }

                File.Delete(part);
                reasons.Add($"{mirror} gave a file whose SHA-256 is {hash} instead of {file.Sha256}");
            }
            catch (HttpRequestException problem)
            {
                reasons.Add(problem.StatusCode is { } status ? $"{mirror} answered {(int)status}" : $"{mirror} could not be reached: {problem.Message}");
            }
            catch (HttpIOException problem)
            {
                reasons.Add($"{mirror} broke off: {problem.Message}");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                reasons.Add($"{mirror} stayed silent");
            }
        }

        throw new DataFetchException($"{file.Name} could not be downloaded: {string.Join("; ", reasons)}.");
    }

    /// <summary>Adds to a part what a mirror has beyond it, or starts again where the mirror does not resume.</summary>
    private async Task Download(DataFile file, Uri mirror, string part, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using HttpResponseMessage response = await Request(mirror, have, patience.Token).ConfigureAwait(false);
        if (have > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // The part is the whole file, or no part of it: its hash tells, and a wrong one removes it.
            return;
        }

        response.EnsureSuccessStatusCode();
        bool resumed = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !resumed)
        {
            throw new HttpRequestException("it gave another part than was asked for");
        }

        have = resumed ? have : 0;
        long? total = have + response.Content.Headers.ContentLength;
        using Stream content = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        using FileStream target = new(part, resumed ? FileMode.Append : FileMode.Create, FileAccess.Write);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            patience.CancelAfter(Patience);
            int read = await content.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            have += read;
            if (have > MostBytes)
            {
                throw new HttpRequestException($"it gave more than {MostBytes} bytes");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
            progress?.Report(new(file.Name, have, total));
        }
    }

    private async Task<HttpResponseMessage> Request(Uri mirror, long from, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, mirror);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
    }

    private static async Task<string> HashOf(string path, CancellationToken cancellation)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }
}
