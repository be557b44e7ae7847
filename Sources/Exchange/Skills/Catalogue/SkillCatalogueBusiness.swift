extension SkillCatalogue {
    static let business = """
        public-speaking | Public speaking | presenting, hablar en público, rhetoric, rhetorik, speeches
        presentation-skills | Presentation skills | presentations, präsentieren, slide design, presentaciones
        negotiation | Negotiation | negotiating, verhandeln, negociación, verhandlungsführung
        leadership | Leadership | führung, liderazgo, people management, mitarbeiterführung
        management | Management | team management, gestión de equipos, unternehmensführung
        project-management | Project management | projektmanagement, gestión de proyectos, pmp, prince2
        agile | Agile and Scrum | agile, scrum, kanban, agile methods
        product-management | Product management | product owner, produktmanagement, product design
        entrepreneurship | Entrepreneurship | startups, gründen, start a business, emprendimiento, existenzgründung
        business-planning | Business planning | business plan, business model, plan de negocio
        freelancing | Freelancing | self-employment, freiberuflich arbeiten, trabajo autónomo
        marketing | Marketing | marketing strategy, mercadotecnia
        digital-marketing | Digital marketing | online marketing, google ads, ppc, marketing digital
        seo | Search engine optimisation | seo, search engine optimization, suchmaschinenoptimierung
        social-media | Social media | instagram, tiktok, social media marketing, redes sociales, community management
        content-creation | Content creation | content marketing, youtube, vlogging, creación de contenido
        blogging | Blogging | bloggen, blog writing
        podcasting | Podcasting | podcast, podcasts machen, podcast editing
        copywriting | Copywriting | werbetexte, copywriter, textos publicitarios, ux writing
        branding | Branding | brand design, markenführung, brand strategy
        sales | Sales | selling, verkaufen, vertrieb, ventas
        e-commerce | E-commerce | online shop, shopify, online-handel, comercio electrónico
        customer-service | Customer service | kundenservice, kundendienst, customer support, atención al cliente
        accounting | Accounting | bookkeeping, buchhaltung, contabilidad, rechnungswesen
        personal-finance | Personal finance | budgeting, saving money, finanzplanung, haushaltsbuch
        banking | Banking and finance | banking, finance, finanzwesen, corporate finance, finanzas
        investing | Investing | stocks, etf, geldanlage, aktien, inversiones, trading
        taxes | Taxes | tax returns, steuererklärung, steuern, impuestos, tax filing
        financial-modelling | Financial modelling | financial modeling, valuation, finanzmodelle
        human-resources | Human resources | hr, recruiting, personalwesen, recursos humanos
        job-applications | Job applications | cv writing, resume writing, cv, résumé, bewerbung, currículum
        job-interviews | Job interviews | interview skills, vorstellungsgespräch, entrevista de trabajo
        career-planning | Career planning | career advice, career coaching, berufsberatung, orientación profesional
        networking | Professional networking | networking, linkedin, netzwerken
        time-management | Time management | productivity, zeitmanagement, gestión del tiempo, getting things done, gtd
        mediation | Mediation and conflict resolution | mediation, mediación, konfliktlösung, streitschlichtung
        facilitation | Facilitation | workshops, moderation, meeting facilitation, facilitación
        coaching | Coaching | life coaching, business coaching
        teaching | Teaching | unterrichten, enseñar, pedagogy, didactics, lesson planning, didaktik
        event-planning | Event planning | event management, veranstaltungsplanung, wedding planning, weddings, wedding
        fundraising | Fundraising | grant writing, spenden sammeln, crowdfunding, recaudar fondos
        volunteering | Running a community group | volunteering, vereinsarbeit, ehrenamt, voluntariado
        business-analysis | Business analysis | requirements engineering, process modelling, bpmn, análisis de negocio
        logistics | Logistics | supply chain, logistik, logística
        real-estate | Real estate | immobilien, property, bienes raíces, buying a home
        technical-writing | Technical writing | documentation, technische dokumentation, redacción técnica
        intercultural-communication | Intercultural communication | cultural exchange, cultural awareness
        design-thinking | Design thinking | innovation workshops, brainstorming
        """
}
