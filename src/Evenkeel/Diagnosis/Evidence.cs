using Evenkeel.Networks;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>What the rules look at.</summary>
/// <param name="Network">The network.</param>
/// <param name="First">Its readings on the first batch, before the first update.</param>
/// <param name="DivergedAt">The step at which its loss was no longer finite; null where that did not happen.</param>
public sealed record Evidence(Network Network, NetworkReading First, int? DivergedAt = null);
