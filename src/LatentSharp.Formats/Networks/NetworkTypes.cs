using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// The closed table of what a saved network can name. A new layer is one line here; its settings follow from its constructor and init
/// properties. Classes of one's own are added by <see cref="Register{T}"/>; a file that names anything else is refused.
/// </summary>
public static class NetworkTypes
{
    private static readonly NetworkKind[] Kinds =
    [
        new(typeof(Layer), null, new(StringComparer.Ordinal)
        {
            ["activation"] = new(typeof(Activation)),
            ["activity_regularization"] = new(typeof(ActivityRegularization)),
            ["add"] = new(typeof(Add)),
            ["alpha_dropout"] = new(typeof(AlphaDropout)),
            ["attention"] = new(typeof(Attention)),
            ["average"] = new(typeof(Average)),
            ["average_pooling1d"] = new(typeof(AveragePooling1D)),
            ["average_pooling2d"] = new(typeof(AveragePooling2D)),
            ["average_pooling3d"] = new(typeof(AveragePooling3D)),
            ["batch_normalization"] = new(typeof(BatchNormalization)),
            ["bidirectional"] = new(typeof(Bidirectional)),
            ["category_encoding"] = new(typeof(CategoryEncoding)),
            ["center_crop"] = new(typeof(CenterCrop)),
            ["concatenate"] = new(typeof(Concatenate)),
            ["conv_lstm2d"] = new(typeof(ConvLSTM2D)),
            ["conv1d"] = new(typeof(Conv1D)),
            ["conv1d_transpose"] = new(typeof(Conv1DTranspose)),
            ["conv2d"] = new(typeof(Conv2D)),
            ["conv2d_transpose"] = new(typeof(Conv2DTranspose)),
            ["conv3d"] = new(typeof(Conv3D)),
            ["conv3d_transpose"] = new(typeof(Conv3DTranspose)),
            ["cropping1d"] = new(typeof(Cropping1D)),
            ["cropping2d"] = new(typeof(Cropping2D)),
            ["cropping3d"] = new(typeof(Cropping3D)),
            ["dense"] = new(typeof(Dense)),
            ["depthwise_conv1d"] = new(typeof(DepthwiseConv1D)),
            ["depthwise_conv2d"] = new(typeof(DepthwiseConv2D)),
            ["discretization"] = new(typeof(Discretization)),
            ["dot"] = new(typeof(Dot)),
            ["dropout"] = new(typeof(Dropout)),
            ["elu"] = new(typeof(ELU)),
            ["embedding"] = new(typeof(Embedding)),
            ["flatten"] = new(typeof(Flatten)),
            ["gaussian_dropout"] = new(typeof(GaussianDropout)),
            ["gaussian_noise"] = new(typeof(GaussianNoise)),
            ["global_average_pooling1d"] = new(typeof(GlobalAveragePooling1D)),
            ["global_average_pooling2d"] = new(typeof(GlobalAveragePooling2D)),
            ["global_average_pooling3d"] = new(typeof(GlobalAveragePooling3D)),
            ["global_max_pooling1d"] = new(typeof(GlobalMaxPooling1D)),
            ["global_max_pooling2d"] = new(typeof(GlobalMaxPooling2D)),
            ["global_max_pooling3d"] = new(typeof(GlobalMaxPooling3D)),
            ["group_normalization"] = new(typeof(GroupNormalization)),
            ["gru"] = new(typeof(GRU)),
            ["gru_cell"] = new(typeof(GRUCell)),
            ["input"] = new(typeof(Input)),
            ["layer_normalization"] = new(typeof(LayerNormalization)),
            ["leaky_relu"] = new(typeof(LeakyReLU)),
            ["lstm"] = new(typeof(LSTM)),
            ["lstm_cell"] = new(typeof(LSTMCell)),
            ["masking"] = new(typeof(Masking)),
            ["max_pooling1d"] = new(typeof(MaxPooling1D)),
            ["max_pooling2d"] = new(typeof(MaxPooling2D)),
            ["max_pooling3d"] = new(typeof(MaxPooling3D)),
            ["maximum"] = new(typeof(Maximum)),
            ["minimum"] = new(typeof(Minimum)),
            ["model"] = new(typeof(Model)),
            ["multi_head_attention"] = new(typeof(MultiHeadAttention)),
            ["multiply"] = new(typeof(Multiply)),
            ["normalization"] = new(typeof(Normalization)),
            ["permute"] = new(typeof(Permute)),
            ["position_embedding"] = new(typeof(PositionEmbedding)),
            ["prelu"] = new(typeof(PReLU)),
            ["relu"] = new(typeof(ReLU)),
            ["repeat_vector"] = new(typeof(RepeatVector)),
            ["rescaling"] = new(typeof(Rescaling)),
            ["reshape"] = new(typeof(Reshape)),
            ["resizing"] = new(typeof(Resizing)),
            ["rms_normalization"] = new(typeof(RMSNormalization)),
            ["rnn"] = new(typeof(RNN)),
            ["sampling"] = new(typeof(Sampling)),
            ["separable_conv1d"] = new(typeof(SeparableConv1D)),
            ["separable_conv2d"] = new(typeof(SeparableConv2D)),
            ["sequential"] = new(typeof(Sequential)),
            ["simple_rnn"] = new(typeof(SimpleRNN)),
            ["simple_rnn_cell"] = new(typeof(SimpleRNNCell)),
            ["softmax"] = new(typeof(Softmax)),
            ["spatial_dropout1d"] = new(typeof(SpatialDropout1D)),
            ["spatial_dropout2d"] = new(typeof(SpatialDropout2D)),
            ["stacked_rnn_cells"] = new(typeof(StackedRNNCells)),
            ["subtract"] = new(typeof(Subtract)),
            ["time_distributed"] = new(typeof(TimeDistributed)),
            ["transformer_block"] = new(typeof(TransformerBlock)),
            ["unit_normalization"] = new(typeof(UnitNormalization)),
            ["up_sampling1d"] = new(typeof(UpSampling1D)),
            ["up_sampling2d"] = new(typeof(UpSampling2D)),
            ["up_sampling3d"] = new(typeof(UpSampling3D)),
            ["zero_padding1d"] = new(typeof(ZeroPadding1D)),
            ["zero_padding2d"] = new(typeof(ZeroPadding2D)),
            ["zero_padding3d"] = new(typeof(ZeroPadding3D)),
        }),
        new(typeof(ActivationFunction), typeof(Activations), []),
        new(typeof(Initializer), typeof(Initializers), []),
        new(typeof(Regularizer), typeof(Regularizers), []),
        new(typeof(Constraint), typeof(Constraints), []),
        new(typeof(Metric), typeof(Metrics), []),
        new(typeof(Loss), typeof(Losses), []),
        new(typeof(Optimizer), null, new(StringComparer.Ordinal)
        {
            ["adadelta"] = new(typeof(Adadelta)),
            ["adafactor"] = new(typeof(Adafactor)),
            ["adagrad"] = new(typeof(Adagrad)),
            ["adam"] = new(typeof(Adam)),
            ["adamax"] = new(typeof(Adamax)),
            ["adamw"] = new(typeof(AdamW)),
            ["ftrl"] = new(typeof(Ftrl)),
            ["lamb"] = new(typeof(Lamb)),
            ["lion"] = new(typeof(Lion)),
            ["nadam"] = new(typeof(Nadam)),
            ["rmsprop"] = new(typeof(RmsProp)),
            ["sgd"] = new(typeof(Sgd)),
        }),
        new(typeof(Schedule), null, new(StringComparer.Ordinal)
        {
            ["cosine_decay"] = new(typeof(CosineDecay)),
            ["cosine_decay_restarts"] = new(typeof(CosineDecayRestarts)),
            ["exponential_decay"] = new(typeof(ExponentialDecay)),
            ["inverse_time_decay"] = new(typeof(InverseTimeDecay)),
            ["piecewise_constant_decay"] = new(typeof(PiecewiseConstantDecay)),
            ["polynomial_decay"] = new(typeof(PolynomialDecay)),
        }),
    ];

    /// <summary>The classes that have a name.</summary>
    internal static IEnumerable<Type> Known => Kinds.SelectMany(kind => kind.Types);

    /// <summary>
    /// Lets networks with parts of a class of one's own be saved and loaded: a layer, a model, an activation, an initializer, a
    /// regularizer, a constraint, a loss, a metric, an optimizer or a schedule. Its configuration is the parameters of its public
    /// constructor, each with a public property of the same name, and its public init properties.
    /// </summary>
    /// <param name="name">What files call it; it stays the same for ever, and is the same where the file is loaded.</param>
    /// <exception cref="BadArgumentException">The name is taken, or the class tells too little of itself to be made again.</exception>
    public static void Register<[DynamicallyAccessedMembers(TypeSettings.Kept)] T>(string name) where T : class
    {
        ArgumentNullException.ThrowIfNull(name);
        var type = typeof(T);
        if (name.Length is 0 or > 100 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.')))
            throw new BadArgumentException(
                $"Register: '{ConfigValue.Shorten(name)}' is no name for {type.Name}; it has up to 100 letters, digits, '_', '-' and '.'.");
        if (Array.Find(Kinds, kind => kind.Root.IsAssignableFrom(type)) is not { } kind || type.IsAbstract)
            throw new BadArgumentException(
                $"Register: {type.Name} is no class of a network's part that can be made; "
                + $"{string.Join(", ", Kinds.Select(known => known.What))} can be registered.");
        var settings = new TypeSettings(typeof(T));
        if (settings.Constructor is null) throw new BadArgumentException(Unmade(type));
        kind.Register(name, settings);
    }

    /// <summary>The kind of something, null when networks do not consist of such things.</summary>
    internal static NetworkKind? KindOf(Type type) => Array.Find(Kinds, kind => kind.Root.IsAssignableFrom(type));

    internal static string Unmade(Type type) =>
        $"Register: {type.Name} cannot be made again; it needs a public constructor whose parameters each "
        + $"have a public property of the same name, as 'units' and 'Units'.";
}
