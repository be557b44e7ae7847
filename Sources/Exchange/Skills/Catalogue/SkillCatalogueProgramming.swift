extension SkillCatalogue {
    static let programming = """
        javascript | JavaScript | js, ecmascript, es6, vanilla js
        typescript | TypeScript | ts
        python | Python | py, python3, cpython
        java | Java | jvm, jdk
        kotlin | Kotlin | kt
        swift | Swift | swift programming, swiftlang
        objective-c | Objective-C | objc
        c | C | c language, c programming, ansi c
        cpp | C++ | cpp, cplusplus, cxx
        csharp | C# | c sharp
        fsharp | F# | f sharp
        dotnet | .NET | dotnet core, .net framework
        visual-basic | Visual Basic | vb, vb.net, vb6
        go | Go | golang, go programming
        rust | Rust | rustlang, rust programming
        ruby | Ruby | rb, ruby programming
        rails | Ruby on Rails | rails, ror
        php | PHP | php8
        laravel | Laravel
        wordpress | WordPress | wp
        perl | Perl | raku
        scala | Scala | scala programming
        haskell | Haskell | ghc
        clojure | Clojure | clj, clojurescript
        elixir | Elixir | phoenix framework
        erlang | Erlang
        lua | Lua | luajit
        dart | Dart | dart programming
        flutter | Flutter
        julia | Julia | julia programming
        assembly | Assembly language | assembly, assembler, asm, x86 assembly
        bash | Shell scripting | bash, shell, zsh, posix shell, shellskript
        powershell | PowerShell | pwsh
        html | HTML | html5, hypertext markup language
        css | CSS | css3, cascading style sheets, sass, scss
        tailwind | Tailwind CSS | tailwind
        react | React | reactjs
        react-native | React Native | rn
        vue | Vue.js | vue, vue3, nuxt
        angular | Angular | angularjs
        svelte | Svelte | sveltekit
        nextjs | Next.js | next
        nodejs | Node.js | node, express.js
        django | Django | django rest framework, drf
        flask | Flask
        fastapi | FastAPI
        spring | Spring Boot | spring, spring framework
        aspnet | ASP.NET | asp, asp.net core, blazor
        graphql | GraphQL | gql
        rest-apis | REST APIs | rest api, restful, api design
        git | Git | github, gitlab, version control, versionskontrolle
        linux | Linux | ubuntu, debian, fedora, gnu linux
        docker | Docker | containers, podman
        kubernetes | Kubernetes | k8s, kube, helm
        terraform | Terraform | opentofu, infrastructure as code
        ansible | Ansible
        aws | Amazon Web Services | aws
        azure | Microsoft Azure | azure
        google-cloud | Google Cloud | gcp, google cloud platform
        devops | DevOps | ci/cd, continuous integration, sre, site reliability
        web-design | Web design | diseño web, webseiten gestalten, landing pages
        web-development | Web development | webdev, frontend, full stack, webentwicklung, desarrollo web
        web-accessibility | Web accessibility | a11y, wcag, barrierefreiheit
        ux-design | UX design | ux, user experience, ui, ui/ux, ui design, interface design, usability
        ios-development | iOS development | ios, swiftui, uikit, iphone apps
        android-development | Android development | android, jetpack compose
        game-development | Game development | gamedev, game design, spieleentwicklung, videospiele entwickeln
        unity | Unity | unity3d
        unreal-engine | Unreal Engine | unreal, ue5, ue4
        godot | Godot | gdscript
        arduino | Arduino | esp32, microcontrollers, mikrocontroller
        raspberry-pi | Raspberry Pi | raspi
        embedded | Embedded systems | embedded, firmware, rtos, iot, internet of things
        cybersecurity | Cybersecurity | infosec, it security, it-sicherheit, ciberseguridad, information security
        ethical-hacking | Ethical hacking | pentesting, penetration testing, ctf, capture the flag
        computer-networks | Computer networking | computer networks, tcp/ip, ccna, netzwerktechnik
        algorithms | Algorithms and data structures | algorithms, dsa, leetcode, algorithmen, algoritmos
        software-testing | Software testing | test automation, tdd, selenium, playwright, qa
        software-architecture | Software architecture | system design, design patterns, softwarearchitektur
        regex | Regular expressions | regex, regexp, reguläre ausdrücke
        scratch | Scratch | scratch programming, coding for kids
        blockchain | Blockchain | solidity, smart contracts, ethereum, web3
        coding-basics | Programming basics | coding, programming, programmieren, programación, coding basics
        """
}
