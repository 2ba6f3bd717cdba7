namespace Evenkeel.Cli.Host;

/// <summary>What a command tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int FindingsReached = 1;
    public const int UnusableRequest = 2;
    public const int OutsideFailure = 3;
    public const int Stopped = 130;
}
