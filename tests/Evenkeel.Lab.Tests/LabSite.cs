using System.Net;
using System.Text;

namespace Evenkeel.Lab.Tests;

/// <summary>A lab with a browser's plainest part: it asks, and keeps a cookie.</summary>
internal sealed class LabSite : IAsyncDisposable
{
    private readonly LabServer server;
    private readonly HttpClient client;

    private LabSite(LabServer server)
    {
        this.server = server;
        Cookies = new();
        client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = new(server.Urls[0]), Timeout = TimeSpan.FromSeconds(60) };
    }

    public LabServer Server => server;

    public CookieContainer Cookies { get; }

    public string Own => server.Urls[0];

    public static async Task<LabSite> Start(Func<LabOptions, LabOptions>? change = null) => new(await Lab.Start(change));

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) => Ask(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> Post(string path, HttpContent content, params (string Name, string Value)[] headers) => Ask(HttpMethod.Post, path, content, headers);

    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await client.SendAsync(request);
    }

    public Task<HttpResponseMessage> Upload(byte[] bytes, string name = "table.csv") =>
        Post("/upload", new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } });

    public Task<HttpResponseMessage> Upload(string text, string name = "table.csv") => Upload(Encoding.UTF8.GetBytes(text), name);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }
}
