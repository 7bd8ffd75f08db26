namespace LatentSharp;

/// <summary>
/// An activation with a slope: as it stands it has the default, <c>new Dense(8, Activations.LeakyRelu)</c>, and called it has another,
/// <c>Activations.LeakyRelu(0.1f)</c>.
/// </summary>
/// <param name="negativeSlope">The slope below 0, 0 or more.</param>
public delegate ActivationFunction SlopedActivation(float negativeSlope = 0.2f);

/// <summary>An activation with a limit below: <c>Activations.Elu</c>, or <c>Activations.Elu(0.5f)</c>.</summary>
/// <param name="alpha">Above 0.</param>
public delegate ActivationFunction LimitedActivation(float alpha = 1);

/// <summary>
/// An activation that is computed in one of two ways: <c>Activations.Gelu</c>, or <c>Activations.Gelu(approximate: true)</c>.
/// </summary>
/// <param name="approximate">Whether it is approximated by a tangent.</param>
public delegate ActivationFunction ApproximableActivation(bool approximate = false);

/// <summary>An activation with a curvature: <c>Activations.Squareplus</c>, or <c>Activations.Squareplus(1)</c>.</summary>
/// <param name="b">Above 0.</param>
public delegate ActivationFunction CurvedActivation(float b = 4);

/// <summary>An activation with a threshold: <c>Activations.SoftShrink</c>, or <c>Activations.SoftShrink(0.1f)</c>.</summary>
/// <param name="threshold">0 or more.</param>
public delegate ActivationFunction ThresholdActivation(float threshold = 0.5f);
