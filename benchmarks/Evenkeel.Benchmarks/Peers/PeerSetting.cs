namespace Evenkeel.Benchmarks.Peers;

/// <summary>One way to run a peer.</summary>
/// <param name="Name">The setting, for example "BLAS 2, torch 1".</param>
/// <param name="OneThread">Whether nothing in it uses a second thread.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Environment">What is set for it.</param>
internal sealed record PeerSetting(string Name, bool OneThread, string[] Command, (string Name, string Value)[] Environment);
