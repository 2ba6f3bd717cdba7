using Evenkeel.Lab;

namespace Evenkeel.Browser.Tests.LabPages;

/// <summary>One lab for all tests that leave it as it is.</summary>
public sealed class LabFixture : IAsyncLifetime
{
    private LabServer? server;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => server!.Urls[0];

    public static LabOptions Usual { get; } = new() { Time = TimeProvider.System, Version = "0.0.0" };

    public async Task InitializeAsync() => server = await LabServer.Start(Usual);

    public async Task DisposeAsync() => await server!.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class LabTests : ICollectionFixture<BrowserFixture>, ICollectionFixture<LabFixture>
{
    public const string Name = "lab";
}
