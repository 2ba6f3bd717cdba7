using Evenkeel.Graphs;
using Evenkeel.Initialization;

namespace Evenkeel.Experiments;

/// <summary>Where a network starts from.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Initializer">The rule that made the parameters; null where they were given.</param>
/// <param name="Parameters">The parameters, which training changes.</param>
internal sealed record Start(string Name, IInitializer? Initializer, ParameterStore Parameters);
