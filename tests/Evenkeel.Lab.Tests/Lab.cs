namespace Evenkeel.Lab.Tests;

/// <summary>Labs for tests.</summary>
internal static class Lab
{
    public static Task<LabServer> Start(Func<LabOptions, LabOptions>? change = null)
    {
        LabOptions options = new() { Time = TimeProvider.System, Threads = 2 };
        return LabServer.Start(change?.Invoke(options) ?? options);
    }
}
