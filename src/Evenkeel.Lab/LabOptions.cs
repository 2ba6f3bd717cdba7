using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab;

/// <summary>How a lab is set up.</summary>
public sealed record LabOptions
{
    /// <summary>The addresses to listen on, such as <c>http://127.0.0.1:5005</c>; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>The most that a visitor may ask for.</summary>
    public LabLimits Limits { get; init; } = new();

    /// <summary>The folders to look for downloaded data in, first match first.</summary>
    public IReadOnlyList<string> DataDirectories { get; init; } = [];

    /// <summary>The folder that data is fetched into; null where nothing may be fetched.</summary>
    public string? FetchDirectory { get; init; }

    /// <summary>The threads that train; ≥ 1. They change the speed, never a result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The version of the program, as the page shows it.</summary>
    public string Version { get; init; } = "";

    /// <summary>A folder with the built page, <c>lab.html</c> and what belongs to it; null for the page inside the assembly.</summary>
    public string? Pages { get; init; }

    /// <summary>Where the server writes what happens; null for nowhere. It stays the caller's.</summary>
    public ILoggerProvider? Log { get; init; }
}
